"""A PEP 517 backend without requirements: builds the linter with CMake, and packs the program into
a wheel. It is how `pre-commit` installs hooks with `language: python`, and it downloads nothing.
"""

import base64
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = "cfn-ecs-lint"
DISTRIBUTION = PROGRAM.replace("-", "_")

# What is built with: of the programs in a line, the first that is there.
TOOLS = (["cmake"], ["c++", "g++", "clang++"], ["ninja", "make"])


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    (ROOT / "build").mkdir(exist_ok=True)
    # Inside the tree, so that a compiler cache knows the files by the same relative paths.
    with tempfile.TemporaryDirectory(prefix="wheel-", dir=ROOT / "build") as folder:
        program = _build(folder)
    info = _dist_info()
    files = {
        f"{DISTRIBUTION}-{_version()}.data/scripts/{PROGRAM}": program,
        f"{info}/METADATA": _metadata(),
        f"{info}/WHEEL": _wheel(),
        f"{info}/licenses/LICENSE": (ROOT / "LICENSE").read_bytes(),
    }
    files[f"{info}/RECORD"] = _record(files, f"{info}/RECORD")
    name = f"{DISTRIBUTION}-{_version()}-{_tag()}.whl"
    with zipfile.ZipFile(pathlib.Path(wheel_directory, name), "w", zipfile.ZIP_DEFLATED) as wheel:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path)
            entry.create_system = 3  # Unix, or the mode below is not read
            # pip keeps the x only of what is marked as a regular file (0o100000).
            entry.external_attr = (0o100755 if content is program else 0o100644) << 16
            wheel.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return name


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    folder = pathlib.Path(metadata_directory, _dist_info())
    folder.mkdir()
    (folder / "METADATA").write_bytes(_metadata())
    (folder / "WHEEL").write_bytes(_wheel())
    return folder.name


def build_sdist(sdist_directory, config_settings=None):
    raise NotImplementedError("a checkout is the source distribution")


def _build(folder):
    """The bytes of the program, built in `folder`."""
    found = [next(filter(shutil.which, programs), None) for programs in TOOLS]
    found[1] = os.environ.get("CXX") or found[1]
    missing = [" or ".join(programs) for programs, tool in zip(TOOLS, found) if not tool]
    if missing:
        _give_up(f"to build it, {', '.join(missing)} must be on the PATH")
    configure = ["cmake", "-S", ROOT, "-B", folder, "-DCMAKE_BUILD_TYPE=Release"]
    configure += ["-G", "Ninja" if found[2] == "ninja" else "Unix Makefiles"]
    result = subprocess.run(
        configure,
        env={**os.environ, "CXX": found[1]},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if result.returncode != 0:
        missing = re.search(r"Libraries are missing[^\n]*", result.stdout)
        _give_up(" ".join(missing[0].split()) if missing else f"CMake fails:\n{result.stdout}")
    jobs = str(os.cpu_count() or 1)
    subprocess.run(["cmake", "--build", folder, "--target", PROGRAM, "--parallel", jobs], check=True)
    return pathlib.Path(folder, PROGRAM).read_bytes()


def _give_up(reason):
    packages = re.search(r"^build_packages=\(([^)]*)\)", _read("scripts/common.sh"), re.MULTILINE)
    sys.exit(
        f"{PROGRAM}: {reason}\n"
        f"All that it takes on Debian and Ubuntu:\n"
        f"  apt-get install {' '.join(packages.group(1).split())}\n"
        f"With an installed {PROGRAM}, the hook `{PROGRAM}-system` builds nothing."
    )


def _read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def _version():
    return re.search(r"^project\(\S+ VERSION ([0-9.]+)", _read("CMakeLists.txt"), re.MULTILINE)[1]


def _dist_info():
    return f"{DISTRIBUTION}-{_version()}.dist-info"


def _tag():
    return "py3-none-" + re.sub(r"[-.]", "_", sysconfig.get_platform())


def _metadata():
    return f"Metadata-Version: 2.1\nName: {PROGRAM}\nVersion: {_version()}\n".encode()


def _wheel():
    lines = ["Wheel-Version: 1.0", "Generator: cmake_backend", "Root-Is-Purelib: false"]
    return "\n".join([*lines, f"Tag: {_tag()}", ""]).encode()


def _record(files, own_path):
    lines = []
    for path, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        lines.append(f"{path},sha256={digest},{len(content)}\n")
    return ("".join(lines) + f"{own_path},,\n").encode()
