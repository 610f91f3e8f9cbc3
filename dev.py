"""Sets the desk up on a fresh machine, and runs, tests, checks and measures it. Standard library only.

python3 dev.py run        everything set up, the window open on the sample gazette
python3 dev.py test       everything that the continuous checks run
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import hashlib
import importlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "complete.json"
LOCK = ROOT / ".venv.lock"
SAMPLE = ROOT / "seeds" / "yunchuan-2026-01.txt"
OLDEST = (3, 11)
NO_TESTS = 5  # what pytest returns when nothing was chosen
MOST_WORKERS = 4
WINDOWS = os.name == "nt"
LINUX = sys.platform.startswith("linux")

REQUIREMENTS = {
    "run": ROOT / "requirements.txt",
    "ocr": ROOT / "requirements-ocr.txt",
    "dev": ROOT / "requirements-dev.txt",
}
HOLDS = {"run": ("run",), "ocr": ("run", "ocr"), "dev": ("run", "ocr", "dev")}  # the levels that a level brings along

# What PySide6 loads from the system, by the name in the loader: drawing alone, and a real window in addition.
OFFSCREEN_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND_LIBRARIES = {"libwayland-cursor.so.0": "libwayland-cursor0", "libwayland-egl.so.1": "libwayland-egl1"}


class Stop(Exception):
    """Something that only a person can mend; the text says what and how."""


def say(text: str) -> None:
    """Tell the person at the terminal what happens."""
    print(text, flush=True)


# ---- the system ----


def missing_libraries(wanted: dict[str, str]) -> list[str]:
    """Return the Debian packages of those libraries that the loader does not find."""
    missing = []
    for soname, package in wanted.items():
        try:
            ctypes.CDLL(soname)
        except OSError:
            missing.append(package)
    return missing


def missing_packages(libraries: dict[str, str]) -> list[str]:
    """Return the system packages without which nothing goes on, by their Debian names."""
    missing = missing_libraries(libraries)
    if read_stamp() is None and importlib.util.find_spec("ensurepip") is None:
        missing.insert(0, f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
    return missing


def missing_for_real_window() -> list[str]:
    """Return the system packages that only the check of the real window needs."""
    return missing_libraries(WINDOW_LIBRARIES) + ([] if shutil.which("Xvfb") else ["xvfb"])


def succeeds(command: Sequence[str]) -> bool:
    """Run a system command that asks nothing and says only what went wrong, and tell whether it succeeded."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
    return done.returncode == 0


def apt_prefix() -> list[str] | None:
    """Return what stands before apt-get so that it may install, None when this user may not."""
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if shutil.which("sudo") and succeeds(["sh", "-c", "sudo -n true 2>&1"]) else None


def apt_command(packages: Sequence[str]) -> str:
    """Return the exact command that installs the packages."""
    sudo = "" if os.geteuid() == 0 or shutil.which("sudo") is None else "sudo "
    return f"{sudo}apt-get update && {sudo}apt-get install -y --no-install-recommends {' '.join(packages)}"


def install_with_apt(packages: Sequence[str]) -> None:
    """Install packages where this user may; what failed shows in what is still missing."""
    prefix = apt_prefix()
    if prefix is None or not packages:
        return
    say(f"正在用 apt 安装系统组件：{' '.join(packages)}")
    quiet = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]
    wait_for_others = ["-o", "DPkg::Lock::Timeout=600"]
    install = [*quiet, "apt-get", "-qq", "-y", "--no-install-recommends", *wait_for_others, "install", *packages]
    succeeds([*quiet, "apt-get", "-qq", "update"])
    if not succeeds(install) and succeeds([*quiet, "dpkg", "--configure", "-a"]):  # left so by an interrupted run
        succeeds(install)


def prepare_system(libraries: dict[str, str], for_real_window: bool = False) -> None:
    """Install what the system lacks, or stop with the command to type."""
    if not LINUX:
        return
    needed = missing_packages(libraries)
    useful = missing_for_real_window() if for_real_window else []
    if shutil.which("apt-get") is None:
        if needed:
            say(f"系统缺少组件（按 Debian 的叫法）：{' '.join(needed)}。请用本系统的软件包工具安装；现在先继续。")
        return
    install_with_apt([*needed, *useful])
    needed = missing_packages(libraries) if needed else []
    useful = missing_for_real_window() if useful else []
    command = apt_command([*needed, *useful])
    if needed:
        whose = "" if os.geteuid() == 0 else "由管理员"
        raise Stop(f"缺少系统组件。请先{whose}执行：\n    {command}\n然后重新运行刚才的命令。")
    if useful:
        say(f"缺少只在检查真实窗口时用到的组件，这项检查将跳过。要补上，请执行：\n    {command}")


# ---- the virtual environment ----


def venv_program(name: str) -> Path:
    """Return the path of a program inside the virtual environment."""
    return VENV / ("Scripts" if WINDOWS else "bin") / (f"{name}.exe" if WINDOWS else name)


def wanted_key(level: str) -> str:
    """Return a digest of all that decides what a level puts into the virtual environment."""
    project = (ROOT / "pyproject.toml").read_bytes().partition(b"[tool.")[0]
    return hashlib.sha256(REQUIREMENTS[level].read_bytes() + project).hexdigest()


def owner() -> str:
    """Return the interpreter and the place that a virtual environment is made for."""
    return f"{sys.version} {ROOT}"


def read_stamp() -> dict[str, str] | None:
    """Return what the virtual environment was completed for, None when it is not complete or not usable here."""
    try:
        found = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found if found.get("owner") == owner() and venv_program("python").exists() else None


def stamp_is_right(level: str) -> bool:
    """Tell whether the virtual environment holds all that a level needs."""
    return (read_stamp() or {}).get(level) == wanted_key(level)


def level_to_build(level: str) -> str:
    """Return the level that keeps what was installed before: an update for a lower one takes nothing away."""
    known = read_stamp() or {}
    return next((higher for higher in reversed(HOLDS) if higher in known and level in HOLDS[higher]), level)


def outer_python() -> str:
    """Return the interpreter outside of any virtual environment."""
    return str(getattr(sys, "_base_executable", None) or sys.executable)


@contextlib.contextmanager
def only_one() -> Iterator[int]:
    """Hold the lock of the virtual environment; pip inherits it, so that it outlives a killed parent."""
    try:
        lock = os.open(LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise Stop(f"不能在 {ROOT} 里写文件（{error.strerror}）。请把整个文件夹放到自己有写权限的地方。") from error
    try:
        if not WINDOWS:
            import fcntl

            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("另一次安装还没有结束，正在等它……")
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock
    finally:
        os.close(lock)


def pip(lock: int, *arguments: str, shown: bool = True) -> None:
    """Run pip of the virtual environment with the machine's own configuration; what is not shown is told on failure."""
    quiet = [] if sys.stdout.isatty() else ["-q"]
    done = subprocess.run(
        [str(venv_program("python")), "-m", "pip", "install", *quiet, "--no-input", *arguments],
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        stdin=subprocess.DEVNULL,
        stdout=None if shown else subprocess.PIPE,
        stderr=None if shown else subprocess.STDOUT,
        pass_fds=() if WINDOWS else (lock,),
        check=False,
    )
    if done.returncode:
        sys.stdout.write((done.stdout or b"").decode(errors="replace"))
        raise Stop("组件没有装成，原因见上面 pip 的输出（常见的是网络不通）。排除之后重新运行同一条命令即可。")


def build_venv(level: str) -> None:
    """Fill the virtual environment; its stamp is taken away first and written last."""
    with only_one() as lock:
        if stamp_is_right(level):
            return
        level = level_to_build(level)
        began = time.monotonic()
        try:
            if read_stamp() is None:
                remove_venv()
                say("正在建立 Python 虚拟环境（.venv）……")
                subprocess.run([outer_python(), "-m", "venv", str(VENV)], stdin=subprocess.DEVNULL, check=True)
            STAMP.unlink(missing_ok=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise Stop(f"虚拟环境没有建成：{error}。请删除 {VENV} 之后重新运行。") from error
        say("正在下载并安装固定版本的组件，第一次需要几分钟……")
        pip(lock, "--require-hashes", "--only-binary=:all:", "-r", str(REQUIREMENTS[level]))
        pip(lock, "--no-index", "--no-deps", "--no-build-isolation", "-e", str(ROOT), shown=False)
        unfinished = STAMP.with_suffix(".part")
        found = {"owner": owner(), **{name: wanted_key(name) for name in HOLDS[level]}}
        unfinished.write_text(json.dumps(found), "utf-8")
        unfinished.replace(STAMP)
        say(f"安装完成，用时 {time.monotonic() - began:.0f} 秒。")


def remove_venv() -> None:
    """Remove what an interrupted run left behind."""
    if VENV.exists():
        say("上一次安装没有完成，重新来过。")
        shutil.rmtree(VENV)


def run_inside(command: Sequence[str | Path], **changes: str) -> int:
    """Run a program of the virtual environment, its byte code kept; give changes of the environment by name."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", **changes}
    return subprocess.run([str(part) for part in command], env=environment, check=False).returncode


# ---- the verbs ----


def setup(arguments: argparse.Namespace) -> int:
    """Set up what `run` and `test` need; with --ocr what `run` and the recognition of scans need."""
    if arguments.rest == ["--ocr"]:
        prepare_system(OFFSCREEN_LIBRARIES)
        build_venv("ocr")
        say("文字识别组件已装好，可以打开扫描件。打开窗口：python3 dev.py run")
        return 0
    if arguments.rest:
        raise Stop(f"不认识的参数：{' '.join(arguments.rest)}。setup 后面只可以写 --ocr（只装运行和文字识别所需的）。")
    prepare_system(OFFSCREEN_LIBRARIES, for_real_window=True)
    build_venv("dev")
    say("一切就绪。打开窗口：python3 dev.py run　运行检查：python3 dev.py test")
    return 0


def display_libraries() -> dict[str, str] | None:
    """Return what a window needs on the display that this session names, None when it names none."""
    if os.environ.get("WAYLAND_DISPLAY"):
        return WAYLAND_LIBRARIES
    if os.environ.get("DISPLAY"):
        return WINDOW_LIBRARIES
    return None if LINUX else {}


def display_answers() -> bool:
    """Tell whether Qt can reach the display that the session names."""
    if not LINUX:
        return True
    probe = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
    command = [str(venv_program("python")), "-c", probe]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def run(arguments: argparse.Namespace) -> int:
    """Open the window, or do the same job headless where there is no display."""
    rest: list[str] = arguments.rest
    opens_window = all(Path(part).exists() for part in rest)
    wanted = display_libraries()
    prepare_system({**OFFSCREEN_LIBRARIES, **(wanted or {})})
    build_venv("run")
    program = venv_program("gongbao-desk")
    if not opens_window:
        return run_inside([program, *rest])
    if wanted is not None and display_answers():
        return run_inside([program, *(rest or [str(SAMPLE)])])
    if rest:
        raise Stop(
            "没有可用的显示器，打不开窗口。可以改用命令行，例如：\n    python3 dev.py run parse " + " ".join(rest)
        )
    say(f"没有可用的显示器，打不开窗口；改为在后台演示同样的工作，结果放在 {arguments.out}")
    return run_inside([program, "demo", "--out", arguments.out], QT_QPA_PLATFORM="offscreen")


def static_checks() -> list[tuple[str, Sequence[str | Path]]]:
    """Return the checks that run no code of the project."""
    python = venv_program("python")
    return [
        ("代码风格 ruff check", [venv_program("ruff"), "check", "."]),
        ("代码格式 ruff format", [venv_program("ruff"), "format", "--check", "."]),
        ("类型 mypy", [venv_program("mypy")]),
        ("导入规则 lint-imports", [venv_program("lint-imports"), "--no-logo"]),
        ("组件一致 pip check", [python, "-m", "pip", "check"]),
    ]


def report(steps: Sequence[tuple[str, Sequence[str | Path]]], chosen: bool = False, **changes: str) -> list[str]:
    """Run steps, each to its end, and return the names of those that failed.

    Where a person chose the tests, a run may find none that it holds, but not all of them may.
    """
    failed, empty = [], []
    for name, command in steps:
        say(f"\n── {name}")
        began = time.monotonic()
        status = run_inside(command, **changes)
        if chosen and status == NO_TESTS:
            empty.append(name)
        elif status:
            failed.append(name)
        say(f"   {'未通过' if name in failed else '通过'}，{time.monotonic() - began:.1f} 秒")
    return failed if len(empty) < len(steps) else empty


def conclude(failed: Sequence[str]) -> int:
    """Say how the steps ended, and return the exit status."""
    say(f"\n未通过：{'、'.join(failed)}" if failed else "\n全部通过。")
    return 1 if failed else 0


def check(arguments: argparse.Namespace) -> int:
    """Run the checks that need no test run."""
    del arguments
    prepare_system({})
    build_venv("dev")
    os.chdir(ROOT)
    return conclude(report(static_checks()))


def test(arguments: argparse.Namespace) -> int:
    """Run everything that the continuous checks run."""
    rest: list[str] = arguments.rest
    prepare_system(OFFSCREEN_LIBRARIES, for_real_window=True)
    build_venv("dev")
    os.chdir(ROOT)
    failed = report(static_checks())
    with _house("display").real_display() as display, _house("quick_folder").quick_folder() as folder:
        if display is None:
            say("\n── 真实窗口：这里没有 Xvfb，跳过")
        else:
            command: list[str | Path] = [venv_program("python"), "-m", "pytest", "-m", "real_window", "tests/end2end"]
            failed += report([("真实窗口（Xvfb）", command)], DISPLAY=display, QT_QPA_PLATFORM="xcb", TMPDIR=folder)
        failed += report(parts_of_tests(rest), chosen=bool(rest), QT_QPA_PLATFORM="offscreen", TMPDIR=folder)
    return conclude(failed)


def _house(name: str) -> ModuleType:
    """Return a module of `tests/house`; loaded late, since most verbs need none."""
    return importlib.import_module(f"tests.house.{name}")


def parts_of_tests(rest: Sequence[str]) -> list[tuple[str, Sequence[str | Path]]]:
    """Return the runs that together hold every test once; what a person asked for runs in one process."""
    from tests.house.parts import for_core, marked

    pytest: list[str | Path] = [venv_program("python"), "-m", "pytest"]
    core = [*pytest, "-p", "no:pytest-qt", "-p", "tests.house.without_qt"]
    window = [*pytest, "-p", "tests.house.with_qt"]
    if rest:
        chosen = for_core(rest)
        runs: list[tuple[str, Sequence[str | Path]]] = [("窗口测试", [*window, *rest])]
        return runs if chosen is None else [("核心测试，没有 PySide6", [*core, *chosen]), *runs]
    beside = ["-n", str(workers()), "--dist", "worksteal", "-m", "not alone"]
    return [
        ("核心测试，没有 PySide6", [*core, *beside]),
        ("窗口测试", [*window, *beside]),
        ("独自运行的测试", [*pytest, "-m", "alone", *marked("alone")]),
    ]


def workers() -> int:
    """Return how many processes test beside each other: each may take a gigabyte for the recognition of scans."""
    return min(len(os.sched_getaffinity(0)) if LINUX else os.cpu_count() or 1, MOST_WORKERS)


def bench(arguments: argparse.Namespace) -> int:
    """Run every benchmark and print its table."""
    prepare_system({})
    build_venv("dev")
    os.chdir(ROOT)
    chosen = sorted((ROOT / "tests" / "benchmarks").glob("bench_*.py"))
    steps: list[tuple[str, Sequence[str | Path]]] = [
        (path.stem.removeprefix("bench_"), [venv_program("python"), path])
        for path in chosen
        if not arguments.rest or path.stem.removeprefix("bench_") in arguments.rest
    ]
    return conclude(report(steps, QT_QPA_PLATFORM="offscreen"))


def fuzz(arguments: argparse.Namespace) -> int:
    """Feed odd files to everything that reads, for some minutes."""
    prepare_system({})
    build_venv("dev")
    os.chdir(ROOT)
    return run_inside([venv_program("python"), "-m", "tests.fuzz.long_run", *arguments.rest])


VERBS = {
    "setup": (setup, "装好运行和检查所需的一切；其后写 --ocr 则只装运行和识别扫描件所需的"),
    "run": (run, "打开窗口（没有显示器时在后台演示）；其后的参数交给 gongbao-desk"),
    "test": (test, "运行全部检查和测试；其后的参数交给 pytest"),
    "check": (check, "只运行静态检查"),
    "bench": (bench, "运行性能测量；其后可写名称"),
    "fuzz": (fuzz, "把变坏的文件喂给所有读取入口；其后写分钟数"),
}


def read_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Return the verb and what follows it."""
    verbs = "\n".join(f"  {name:6} {explanation}" for name, (_, explanation) in VERBS.items())
    parser = argparse.ArgumentParser(
        prog="dev.py",
        usage="python3 dev.py 动作 [参数…]",
        description=f"公报审校台：安装、运行、检查\n\n动作：\n{verbs}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("verb", choices=VERBS, metavar="动作", help="见上")
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="参数", help="交给所启动的程序")
    arguments = parser.parse_args(argv)
    arguments.out = "out"
    if arguments.verb == "run" and len(arguments.rest) == 2 and arguments.rest[0] == "--out":
        arguments.out, arguments.rest = arguments.rest[1], []
    return arguments


def main(argv: Sequence[str]) -> int:
    """Carry out one verb and return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if sys.version_info < OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:2])
        say(f"需要 Python {OLDEST[0]}.{OLDEST[1]} 或更新的版本，这里是 {found}（{sys.executable}）。")
        return 1
    arguments = read_arguments(argv)
    try:
        return int(VERBS[arguments.verb][0](arguments))
    except Stop as stop:
        print(stop, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        say("\n已中断。重新运行同一条命令会接着做完。")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
