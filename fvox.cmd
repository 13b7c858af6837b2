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

set "waited="
:look
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
if not defined waited >&2 echo fvox: Building the program ^(a minute when it is the first time^)
if not exist "%target%" mkdir "%target%"
rem Whoever builds has the log open to write into, which Windows lets nobody else do then.
set "failed="
call :alone 2>nul
if defined failed goto made
if not defined waited >&2 echo fvox: Waiting: another fvox is building, or nobody may write target\build.log
set /a waited+=1
"%SystemRoot%\System32\ping.exe" -n 3 127.0.0.1 >nul
if %waited% lss 300 goto look
exit /b 3

:made
if not "%failed%"=="0" (
  "%SystemRoot%\System32\find.exe" "[ERROR]" <"%target%\build.log" 1>&2
  >&2 echo fvox: The program could not be built ^(whole output: target\build.log^).
  exit /b 3
)

:start
if not defined bin goto tools
"%bin%java.exe" -Xmx512m -Dfile.encoding=UTF-8 -Djava.net.useSystemProxies=true "-Dfastervox.program=%here%" ^
  "-Dfastervox.base-python.folder=%target%\base-python" -jar "%target%\faster-vox.jar" %*
exit /b %errorlevel%

:tools
>&2 echo fvox: Building needs a JDK (17 or newer) and Maven (3.6.3 or newer).
>&2 echo       Please install them, put mvn on the PATH and the JDK into JAVA_HOME, and try again.
exit /b 3

:alone
call :make >"%target%\build.log" 2>&1
exit /b 0

:make
rem Whoever was waited for may have built it since this one looked.
if defined waited if exist "%target%\fvox.built" set "waited=" & exit /b 0
if exist "%target%\fvox.built" del "%target%\fvox.built"
if exist "%target%\fvox.sources" rmdir /s /q "%target%\fvox.sources"
mkdir "%target%\fvox.sources"
xcopy "%here%\src\main" "%target%\fvox.sources\main" /d /e /h /i /q /y >nul
xcopy "%here%\pom.xml" "%target%\fvox.sources" /d /i /q /y >nul
pushd "%here%"
call "%mvn%" -B -ntp -Dstyle.color=never -Dmaven.test.skip=true -Dmaven.compiler.failOnWarning=false package
set "failed=%errorlevel%"
popd
if "%failed%"=="0" type nul >"%target%\fvox.built"
exit /b 0
