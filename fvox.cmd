@echo off
rem Runs Faster-Vox from a Windows checkout that has a JDK (17 or newer) and Maven; builds when sources changed.
setlocal
set "here=%~dp0"
set "here=%here:~0,-1%"
set "target=%here%\target"

where mvn >nul 2>nul || (
  echo fvox: Building needs a JDK 17 and Maven 3.8 or newer on the PATH. Please install them and try again. 1>&2
  exit /b 3
)

powershell -NoProfile -Command ^
  "$built = Get-Item -ErrorAction SilentlyContinue '%target%\fvox.built';" ^
  "if (-not $built) { exit 1 };" ^
  "$newer = Get-ChildItem -Recurse '%here%\src\main','%here%\pom.xml' | Where-Object { $_.LastWriteTimeUtc -gt $built.LastWriteTimeUtc } | Select-Object -First 1;" ^
  "if ($newer) { exit 1 } else { exit 0 }"
if errorlevel 1 (
  echo fvox: Building the program ^(a minute when it is the first time^) 1>&2
  if not exist "%target%" mkdir "%target%"
  pushd "%here%"
  call mvn -B -ntp -Dstyle.color=never -Dmaven.test.skip=true package >"%target%\build.log" 2>&1
  if errorlevel 1 (
    popd
    echo fvox: The program could not be built ^(whole output: target\build.log^). 1>&2
    exit /b 3
  )
  popd
  type nul >"%target%\fvox.built"
)

java -Xmx512m -Dfile.encoding=UTF-8 -Djava.net.useSystemProxies=true "-Dfastervox.program=%here%" ^
  "-Dfastervox.base-python.folder=%target%\base-python" -jar "%target%\faster-vox.jar" %*
exit /b %errorlevel%
