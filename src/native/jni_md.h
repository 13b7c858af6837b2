/* The Windows half of jni.h, so that any JDK's jni.h serves when the launcher is built elsewhere. */
#ifndef JNI_MD_H
#define JNI_MD_H
#define JNIEXPORT __declspec(dllexport)
#define JNIIMPORT __declspec(dllimport)
#define JNICALL __stdcall
typedef int jint;
typedef long long jlong;
typedef signed char jbyte;
#endif
