"""Which parts of the environment work in a folder whose name the ANSI code page does not know: all of them must.

Runs in the environment's own Python. The controls show that the folder really is such a one: what goes through the code
page fails there. Usage: probe_names.py MODEL CLIP
"""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import av
import ctranslate2
import faster_whisper
import numpy
import onnxruntime
import tokenizers

WORD = "探 한국 ā"  # no code page holds all three
kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined, unused-ignore]
kernel32.LoadLibraryA.restype = ctypes.c_void_p
kernel32.LoadLibraryA.argtypes = [ctypes.c_char_p]
ucrt = ctypes.CDLL("ucrtbase")
ucrt.fopen.restype = ctypes.c_void_p
ucrt.fopen.argtypes = [ctypes.c_char_p, ctypes.c_char_p]


def ansi(path: Path) -> bytes:
    return str(path).encode("mbcs", "replace")


def in_folder(folder: Path, model: Path, clip: Path) -> dict[str, bool]:
    text = folder / "text"
    text.write_text("x", encoding="utf-8")
    array = folder / "array.npy"
    numpy.save(array, numpy.arange(3))
    vad = shutil.copyfile(next((Path(faster_whisper.__file__).parent / "assets").glob("*.onnx")), folder / "vad.onnx")
    clip = Path(shutil.copyfile(clip, folder / "clip.wav"))
    # copyfile: Wine lacks CopyFile2, which copytree would call.
    model = Path(shutil.copytree(model, folder / "model", copy_function=shutil.copyfile))
    # Any DLL under cuBLAS' name: CTranslate2 asks for it by LoadLibraryA and the bare name, after the worker has loaded
    # it by its full path.
    cublas = Path(shutil.copyfile(Path(sys.base_prefix) / "libffi-8.dll", folder / "cublas64_12.dll"))

    def works(step: Callable[[], object]) -> bool:
        try:
            return bool(step())
        except Exception as error:
            print(f"{type(error).__name__}: {error}")
            return False

    return {
        "control: fopen": ucrt.fopen(ansi(text), b"r") is not None,
        "control: LoadLibraryA, full path": kernel32.LoadLibraryA(ansi(cublas)) is not None,
        "control: LoadLibraryA, bare name": kernel32.LoadLibraryA(cublas.name.encode()) is not None,
        "cuBLAS: full path, then bare name": works(
            lambda: ctypes.CDLL(str(cublas)) and kernel32.LoadLibraryA(cublas.name.encode()) is not None
        ),
        "ctranslate2": works(lambda: ctranslate2.models.Whisper(str(model), compute_type="int8").is_multilingual),
        "tokenizers": works(lambda: tokenizers.Tokenizer.from_file(str(model / "tokenizer.json")).get_vocab_size()),
        "onnxruntime": works(lambda: onnxruntime.InferenceSession(str(vad)).get_inputs()),
        "PyAV": works(lambda: av.open(str(clip)).streams.audio),
        "numpy": works(lambda: numpy.load(array, mmap_mode="r").sum() == 3),
        "child process": works(
            lambda: (
                subprocess.run(
                    [
                        sys.executable,
                        "-c",
                        "import sys; sys.exit(sys.argv[1] != sys.argv[2])",
                        str(folder),
                        str(folder),
                    ],
                    cwd=folder,
                    check=False,
                ).returncode
                == 0
            )
        ),
    }


def main(model: str, clip: str) -> int:
    folder = Path(sys.prefix) / WORD
    folder.mkdir()
    found = in_folder(folder, Path(model), Path(clip))
    for name, works in found.items():
        print(f"{'works' if works else 'fails'}  {name}")
    print(f"code page {kernel32.GetACP()}, {folder}")
    expected = {name: not name.startswith("control: ") for name in found}
    print("as expected" if found == expected else "NOT as expected")
    return 0 if found == expected else 1


# The loaded DLLs and models cannot be deleted before the process ends: the folder goes with the environment.
if __name__ == "__main__":
    code = main(*sys.argv[1:])
    sys.stdout.flush()
    os._exit(code)
