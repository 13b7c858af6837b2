@echo off
rem Runs Faster-Vox from a Windows checkout that has a JDK (17 or newer) and Maven; builds when sources changed.
setlocal
set "here=%~dp0"
set "here=%here:~0,-1%"
set "target=%here%\target"

rem %bin%: the folder of a JDK, or at least of a Java, which is enough when nothing must be built.
set "bin="
for %%j in (java.exe javac.exe) do if not "%%~$PATH:j"=="" set "bin=%%~dp$PATH:j"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "bin=%JAVA_HOME%\bin\"

rem The sources as they were built are kept beside the program: xcopy names those that are newer now, and those that are
rem gone or older.
if not exist "%target%\fvox.built" goto build
rem Built by ./fvox. Without the folder xcopy would ask whether it is to be one.
if not exist "%target%\fvox.sources\pom.xml" goto build
xcopy "%here%\src\main" "%target%\fvox.sources\main" /d /e /h /i /l /y >"%target%\fvox.changed"
xcopy "%target%\fvox.sources\main" "%here%\src\main" /d /e /h /i /l /y >>"%target%\fvox.changed"
xcopy "%here%\pom.xml" "%target%\fvox.sources" /d /i /l /y >>"%target%\fvox.changed"
rem With its path: some people have another program of this name before it on the PATH.
"%SystemRoot%\System32\find.exe" "\main" <"%target%\fvox.changed" >nul
if not errorlevel 1 goto build
"%SystemRoot%\System32\find.exe" "pom.xml" <"%target%\fvox.changed" >nul
if errorlevel 1 goto start

:build
set "mvn="
for %%m in (mvn.cmd) do set "mvn=%%~$PATH:m"
if not defined bin goto tools
if not exist "%bin%javac.exe" goto tools
if not defined mvn goto tools
>&2 echo fvox: Building the program (a minute when it is the first time)
if not exist "%target%" mkdir "%target%"
if exist "%target%\fvox.built" del "%target%\fvox.built"
if exist "%target%\fvox.sources" rmdir /s /q "%target%\fvox.sources"
mkdir "%target%\fvox.sources"
xcopy "%here%\src\main" "%target%\fvox.sources\main" /d /e /h /i /q /y >nul
xcopy "%here%\pom.xml" "%target%\fvox.sources" /d /i /q /y >nul
pushd "%here%"
call "%mvn%" -B -ntp -Dstyle.color=never -Dmaven.test.skip=true -Dmaven.compiler.failOnWarning=false package >"%target%\build.log" 2>&1
set "failed=%errorlevel%"
popd
if not "%failed%"=="0" (
  "%SystemRoot%\System32\find.exe" "[ERROR]" <"%target%\build.log" 1>&2
  >&2 echo fvox: The program could not be built ^(whole output: target\build.log^).
  exit /b 3
)
type nul >"%target%\fvox.built"

:start
if not defined bin goto tools
"%bin%java.exe" -Xmx512m -Dfile.encoding=UTF-8 -Djava.net.useSystemProxies=true "-Dfastervox.program=%here%" ^
  "-Dfastervox.base-python.folder=%target%\base-python" -jar "%target%\faster-vox.jar" %*
exit /b %errorlevel%

:tools
>&2 echo fvox: Building needs a JDK (17 or newer) and Maven (3.6.3 or newer).
>&2 echo       Please install them, put mvn on the PATH and the JDK into JAVA_HOME, and try again.
exit /b 3
