package io.fastervox.hardware;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Order(1)
@EnabledOnOs(OS.LINUX)
@DisplayName("R18: asking the NVIDIA driver on Linux")
class LinuxDriverTest extends DriverContract {}
