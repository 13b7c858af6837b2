"""What the compiled installer says, table by table: wixl drops what it does not know, so nothing is taken on trust."""

import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, build_msi, run, succeed, table

NAMESPACE = uuid.UUID("8C5B2A6E-3D0B-4B8C-9A63-0E4B7B1E5C11")
VERBS = "Software\\Classes\\SystemFileAssociations\\"
UPGRADE_CODE = "{9E0B7C52-54C1-4D0B-8C0E-2F5C1B0C7A41}"


@pytest.fixture(scope="module")
def msi(small_image: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("msi") / "Faster-Vox-TEST.msi"
    result = build_msi(small_image, "1.2.3", path)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    yield path
    path.unlink()


def test_the_properties_are_these_and_no_others(msi: Path, small_image: Path) -> None:
    properties = dict(table(msi, "Property"))

    assert uuid.UUID(properties.pop("ProductCode"))
    assert properties.pop("ARPSIZE") == str(int(properties["PROGRAMBYTES"]) // 1024)
    files = sum(path.stat().st_size for path in small_image.rglob("*") if path.is_file())
    assert files <= int(properties.pop("PROGRAMBYTES")) <= files + 1_000_000  # with the folders themselves
    assert properties == {
        "ARPNOMODIFY": "1",
        "ARPPRODUCTICON": "FasterVox.ico",
        "HELPPAGE": "user-guide.en.html",
        "Manufacturer": "Faster-Vox",
        "ProductLanguage": "1033",
        "ProductName": "Faster-Vox TEST",
        "ProductVersion": "1.2.3",
        "SAYNEWER": "A newer version of Faster-Vox is already installed.",
        "SAYOLDWINDOWS": "Faster-Vox needs 64-bit Windows 10 version 1903 or later.",
        "SecureCustomProperties": "OLDERVERSION;NEWERVERSION",
        "UpgradeCode": UPGRADE_CODE,
    }  # no ALLUSERS: per user


def test_it_is_64_bit_and_asks_for_no_elevation(msi: Path) -> None:
    summary = dict(line.split(": ", 1) for line in succeed("msiinfo", "suminfo", msi).splitlines())

    assert summary["Template"] == "x64;1033"
    assert summary["Source"] == "10 (a)"  # 2 compressed + 8 no elevation


def test_any_older_or_equal_version_is_replaced_and_a_newer_one_stops_it(msi: Path) -> None:
    min_inclusive, only_detect = "256", "2"
    assert table(msi, "Upgrade") == [
        [UPGRADE_CODE, "0.0.0", "1.2.4", "", min_inclusive, "", "OLDERVERSION"],
        [UPGRADE_CODE, "1.2.3", "", "", only_detect, "", "NEWERVERSION"],
    ]
    assert table(msi, "LaunchCondition") == [
        [
            "Installed OR (VersionNT64 AND WINDOWSBUILD >= 18362)",
            "[SAYOLDWINDOWS]",
        ],
        ["NOT NEWERVERSION", "[SAYNEWER]"],
    ]  # fmt: skip
    assert table(msi, "RegLocator") == [
        ["WindowsBuild", "2", "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion", "CurrentBuildNumber", "18"]
    ]
    assert table(msi, "AppSearch") == [["WINDOWSBUILD", "WindowsBuild"]]


def test_the_old_version_is_removed_before_the_new_one_is_written(msi: Path) -> None:
    sequence = {row[0]: int(row[2]) for row in table(msi, "InstallExecuteSequence")}

    assert sequence["LaunchConditions"] < sequence["InstallInitialize"] < sequence["RemoveExistingProducts"]
    assert sequence["RemoveExistingProducts"] < sequence["ProcessComponents"] < sequence["InstallFiles"]


def test_it_writes_below_the_users_own_programs_folder(msi: Path) -> None:
    folders = {row[0]: (row[1], row[2]) for row in table(msi, "Directory")}

    assert folders["INSTALLFOLDER"] == ("ProgramsFolder", "Faster-Vox")
    assert folders["ProgramsFolder"] == ("LocalAppDataFolder", "Programs")
    assert folders["LocalAppDataFolder"] == ("TARGETDIR", ".")
    assert {parent for parent, _ in folders.values()} <= set(folders) | {""}


def test_every_registry_value_belongs_to_the_user(msi: Path) -> None:
    rows = [row for row in table(msi, "Registry") if not row[2].startswith(VERBS)]

    assert {(root, key, value) for _, root, key, _, value, _ in rows} == {
        ("1", "Software\\Faster-Vox\\Installed", "#1")
    }
    assert {component for *_, component in rows} == {row[0] for row in table(msi, "Component")}


def test_a_console_of_the_user_finds_the_program_until_it_is_removed(msi: Path) -> None:
    set_and_removed, behind_what_is_there = "=-PATH", "[~];[INSTALLFOLDER]"
    sequence = {row[0]: (row[1], int(row[2])) for row in table(msi, "InstallExecuteSequence")}

    assert table(msi, "Environment") == [["Path", set_and_removed, behind_what_is_there, "PathEntry"]]
    assert sequence["RemoveEnvironmentStrings"] == ("", 3300)
    assert sequence["WriteEnvironmentStrings"] == ("", 5200)


def test_explorers_menu_has_an_entry_for_recordings_and_for_nothing_else(msi: Path) -> None:
    rows = [row for row in table(msi, "Registry") if row[2].startswith(VERBS)]

    assert {(root, component) for _, root, *_, component in rows} == {("1", "ExplorerVerbs")}
    values = {(key.removeprefix(VERBS), name): value for _, _, key, name, value, _ in rows}
    kinds = sorted({key.split("\\")[0] for key, _ in values})
    assert kinds == [
        ".amr", ".ape", ".caf", ".f4v", ".flv", ".m4b", ".mka", ".mxf", ".oga", ".ogg", ".ogv", ".opus",
        ".rm", ".rmvb", ".spx", ".tta", ".weba", ".webm", ".wv", "audio", "video",
    ]  # fmt: skip
    verb = r"\shell\FasterVox.Transcribe"
    assert values == {
        (kind + verb + below, name): value
        for kind in kinds
        for below, name, value in (
            ("", "MUIVerb", "@[INSTALLFOLDER]FasterVoxFiles.exe,-101"),
            ("", "Icon", "[INSTALLFOLDER]FasterVox.exe,0"),
            ("", "MultiSelectModel", "Player"),
            (r"\command", "", '"[INSTALLFOLDER]FasterVoxFiles.exe" "%1"'),
        )
    }


def test_every_component_has_the_guid_of_its_folder_and_a_registry_key_path(msi: Path) -> None:
    names = {row[0]: row[3] for row in table(msi, "Registry")}
    components = table(msi, "Component")
    generated = {names[row[5]]: row[1] for row in components if row[0].startswith("c_")}

    assert {row[3] for row in components} == {"260"}  # 256 64-bit + 4 registry key path
    assert generated == {name: f"{{{str(uuid.uuid5(NAMESPACE, name.lower())).upper()}}}" for name in generated}
    assert {".", "app", "runtime", "runtime/bin/server"} <= set(generated)


def test_it_holds_every_file_of_the_program_folder(msi: Path, small_image: Path) -> None:
    packed = sorted(row[2] for row in table(msi, "File"))
    assert packed == sorted(path.name for path in small_image.rglob("*") if path.is_file())


def test_the_start_menu_has_one_entry_and_send_to_another(msi: Path) -> None:
    shortcuts = table(msi, "Shortcut")

    assert [shortcut[:5] for shortcut in shortcuts] == [
        ["SendToShortcut", "SendToFolder", "Faster-Vox", "SendToEntry", "[INSTALLFOLDER]FasterVoxFiles.exe"],
        ["StartMenuShortcut", "ProgramMenuFolder", "Faster-Vox", "StartMenuEntry", "[INSTALLFOLDER]FasterVox.exe"],
    ]
    assert {(shortcut[8], shortcut[11]) for shortcut in shortcuts} == {("FasterVox.ico", "INSTALLFOLDER")}


def test_it_chooses_the_language_of_its_conditions_before_they_are_looked_at(msi: Path) -> None:
    for name in ("InstallExecuteSequence", "InstallUISequence"):
        sequence = {row[0]: int(row[2]) for row in table(msi, name)}
        assert (
            sequence["Speak"] < sequence["FindRelatedProducts"] < sequence["AppSearch"] < sequence["LaunchConditions"]
        )


def test_who_opens_it_sees_the_same_installation(msi: Path) -> None:
    """The sequence of windows hands over to the one that installs."""
    sequence = {row[0]: (row[1], int(row[2])) for row in table(msi, "InstallUISequence")}

    assert sequence["ExecuteAction"] == ("", max(number for _, number in sequence.values()))


def test_its_actions_run_with_the_users_rights_and_what_may_refuse_before_anything_is_changed(
    msi: Path, small_image: Path
) -> None:
    dll_in_the_msi = "1"  # immediate, impersonating, its failure ends the installation
    failure_is_ignored = "65"  # 1 + 64
    deferred = "1025"  # 1 + 1024: when the files are written; still impersonating
    sets_a_property = "51"
    files = sum(path.stat().st_size for path in small_image.rglob("*") if path.is_file())
    rows = {row[0]: (row[1], int(row[2])) for row in table(msi, "InstallExecuteSequence")}

    assert [row[:4] for row in table(msi, "CustomAction")] == [
        ["EndProgram", dll_in_the_msi, "Actions", "EndProgram"],
        ["ForgetAutostart", failure_is_ignored, "Actions", "ForgetAutostart"],
        ["LinkHelp", sets_a_property, "ARPHELPLINK", r"file:///[INSTALLFOLDER]app\docs\help\[HELPPAGE]"],
        ["OfferRemoval", failure_is_ignored, "Actions", "OfferRemoval"],
        ["RemoveData", failure_is_ignored, "Actions", "RemoveData"],
        ["RequireFiles", deferred, "Actions", "RequireFiles"],
        ["RequireSpace", dll_in_the_msi, "Actions", "RequireSpace"],
        ["Speak", failure_is_ignored, "Actions", "Speak"],
        ["StartProgram", failure_is_ignored, "Actions", "StartProgram"],
        ["TellFiles", sets_a_property, "RequireFiles", f"{files} [INSTALLFOLDER]"],
        ["TellFolder", sets_a_property, "ARPINSTALLLOCATION", "[INSTALLFOLDER]"],
    ]
    assert {rows[name][0] for name in ("RequireSpace", "TellFiles", "RequireFiles")} == {"NOT Installed OR REINSTALL"}
    assert rows["EndProgram"][0] == "NOT Installed OR REINSTALL OR REMOVE"
    assert rows["ForgetAutostart"][0] == 'REMOVE = "ALL" AND NOT UPGRADINGPRODUCTCODE'
    order = [
        "CostFinalize", "RequireSpace", "EndProgram", "OfferRemoval", "TellFiles", "InstallValidate",
        "InstallInitialize", "ForgetAutostart", "InstallFiles", "RequireFiles", "CreateShortcuts", "InstallFinalize",
        "RemoveData",
    ]  # fmt: skip
    assert sorted(order, key=lambda action: rows[action][1]) == order


def test_the_data_is_offered_to_go_only_where_a_person_uninstalls_who_has_not_answered_yet(msi: Path) -> None:
    """REMOVEDATA=0 on the command line is an answer, because any value makes NOT REMOVEDATA false, and not Yes."""
    rows = {row[0]: (row[1], int(row[2])) for row in table(msi, "InstallExecuteSequence")}
    uninstall = 'REMOVE = "ALL" AND NOT UPGRADINGPRODUCTCODE AND '

    assert rows["OfferRemoval"][0] == uninstall + "UILevel > 2 AND NOT REMOVEDATA"
    assert rows["RemoveData"][0] == uninstall + 'REMOVEDATA = "1"'
    assert rows["StartProgram"][0] == "(NOT Installed AND UILevel > 2) OR (AGENTRAN AND NOT REMOVE)"
    assert rows["StartProgram"][1] > rows["InstallFinalize"][1]


def test_every_build_is_a_product_and_a_package_of_its_own(small_image: Path, tmp_path: Path, msi: Path) -> None:
    """Windows refuses another package under a product code that it knows (1638); Wine does not."""
    again = tmp_path / "again TEST.msi"
    assert build_msi(small_image, "1.2.3", again).returncode == 0

    def codes(built: Path) -> tuple[str, str]:
        summary = dict(line.split(": ", 1) for line in succeed("msiinfo", "suminfo", built).splitlines())
        return dict(table(built, "Property"))["ProductCode"], summary["Revision number (UUID)"]

    (product, package), (other_product, other_package) = codes(msi), codes(again)
    assert (product != other_product, package != other_package) == (True, True)
    assert [table(msi, name) for name in ("Component", "File", "Upgrade")] == [
        table(again, name) for name in ("Component", "File", "Upgrade")
    ]


def test_the_upgrade_code_stands_in_one_place() -> None:
    listed = succeed("git", "-C", ROOT, "grep", "-I", "-l", UPGRADE_CODE.strip("{}"), "--", ":!.ci").splitlines()
    assert listed == ["wix/main.wxs"]
    assert (ROOT / "wix/main.wxs").read_text().count(UPGRADE_CODE.strip("{}")) == 1


@pytest.mark.parametrize("version", ["1.2", "1.2.3.4", "1.2.3-beta", "256.0.0", "1.256.0", "1.0.65535", ""])
def test_a_version_that_windows_installer_cannot_compare_is_refused(
    small_image: Path, tmp_path: Path, version: str
) -> None:
    result = build_msi(small_image, version, tmp_path / "TEST.msi")

    assert result.returncode == 1
    assert "--version" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_test_product_cannot_have_the_name_of_a_real_one(small_image: Path, tmp_path: Path) -> None:
    result = build_msi(small_image, "1.2.3", tmp_path / "Faster-Vox.msi")

    assert result.returncode == 1
    assert "must say TEST" in result.stderr


def test_a_word_of_the_compiler_fails_the_build(small_image: Path, tmp_path: Path) -> None:
    for part in ("installer", "wix", "src/native", "src/main/resources/io/fastervox/desktop/windows"):
        shutil.copytree(ROOT / part, tmp_path / part)
    source = tmp_path / "wix/main.wxs"
    source.write_text(source.read_text().replace("<Media ", '<Media CompressionLevel="high" '))

    result = run(
        tmp_path / "installer/build-msi.sh",
        "--image",
        small_image,
        "--version",
        "1.2.3",
        "--out",
        tmp_path / "TEST.msi",
    )

    assert result.returncode == 1
    assert "the compiler is not silent" in result.stderr
    assert not (tmp_path / "TEST.msi").exists()
