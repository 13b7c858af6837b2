#!/usr/bin/env bash
# Proves the README's first command on a bare machine: a minimal Debian in a temporary folder, a fresh clone of the last
# commit, and nothing else. Not part of ./verify: it needs root, debootstrap, a network, and minutes.
#
#   .ci/bare-machine.sh [SUITE]
#     bookworm   (default) Debian 12
#     bullseye   Debian 11, whose default JDK is 11 and whose Maven is 3.6.3, as Ubuntu 22.04's; JDK 11 is there first
#     trixie     Debian 13, which has JDK 21 and no 17
#
# Packages come from the mirror that apt on this machine uses. Its certificates and proxy variables are taken over, because
# a network may not work without them.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
suite=${1:-bookworm}

die() {
  echo "bare-machine.sh: $*" >&2
  exit 1
}

case $suite in bookworm | bullseye | trixie) ;; *) die "unknown suite $suite (bookworm, bullseye, trixie)" ;; esac
[[ $(id -u) == 0 ]] || die "only root can set up a machine in a folder"
command -v debootstrap >/dev/null || die "debootstrap is missing. Type: apt-get install -y debootstrap"

# All mounts lie in a namespace of this script: they end with it, whatever happens.
if [[ -z ${BARE_MACHINE_INSIDE:-} ]]; then
  BARE_MACHINE_INSIDE=yes exec unshare --mount --propagation private --pid --fork --kill-child "$0" "$suite"
fi

machine=$(mktemp -d)
chmod 755 "$machine"
# A mount of its own, as the root of a machine is: Java finds no free space in a folder below no mount.
mount --bind "$machine" "$machine"
trap 'umount -l "$machine/proc" "$machine" 2>/dev/null; rm -rf --one-file-system "$machine"' EXIT

mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian' | sort | head -n 1)
[[ -n $mirror ]] || die "apt on this machine names no Debian mirror"

step() { printf '== %s\n' "$*"; }

set_up() {
  debootstrap --variant=minbase "$suite" "$machine" "$mirror" >"$machine.log" 2>&1 || {
    tail -n 20 "$machine.log" >&2
    die "debootstrap failed"
  }
  rm "$machine.log"
  mount -t proc proc "$machine/proc"
  cp -L /etc/resolv.conf /etc/hosts "$machine/etc"
  if [[ -d /usr/local/share/ca-certificates ]]; then
    mkdir -p "$machine/usr/local/share/ca-certificates"
    cp /usr/local/share/ca-certificates/*.crt "$machine/usr/local/share/ca-certificates" 2>/dev/null || true
  fi
  if [[ -f ${HOME}/.m2/settings.xml ]]; then
    mkdir -p "$machine/root/.m2"
    cp "$HOME/.m2/settings.xml" "$machine/root/.m2"
  fi
  chroot "$machine" useradd --create-home person
  git clone -q "file://$root" "$machine/root/faster-vox"
  git clone -q "file://$root" "$machine/home/person/faster-vox"
  chroot "$machine" chown -R person: /home/person
}

environment=(PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C)
for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY; do
  [[ -z ${!name:-} ]] || environment+=("$name=${!name}")
done

# as USER COMMAND…: runs it in that person's clone.
as() {
  local user=$1 home
  shift
  if [[ $user == root ]]; then home=/root; else home=/home/$user; fi
  env -i "${environment[@]}" "HOME=$home" "USER=$user" chroot --userspec="$user:$user" "$machine" \
    sh -c 'cd "$HOME/faster-vox" && exec "$@"' sh "$@" </dev/null
}

# expect EXIT_CODE OUTPUT USER COMMAND…: both must be so; what went to stderr is shown when not.
expect() {
  local wanted_code=$1 wanted=$2 code=0 began=$SECONDS
  shift 2
  as "$@" >"$machine/tmp/out" 2>"$machine/tmp/err" || code=$?
  if [[ $code != "$wanted_code" || $(cat "$machine/tmp/out") != "$wanted" ]]; then
    cat "$machine/tmp/out" "$machine/tmp/err" >&2
    die "as $*: exit code $code, wanted $wanted_code and the output '$wanted'"
  fi
  printf '   as %s  (%d s)\n' "$*" $((SECONDS - began))
}

# said TEXT: the last command said it on stderr.
said() { grep -qF -- "$1" "$machine/tmp/err" || { cat "$machine/tmp/err" >&2; die "not said: $1"; }; }

version=$(sed -nE '0,/<version>/s/.*<version>([^<]+)<.*/\1/p' "$root/pom.xml")
clip=samples/ill-disposed.wav
text='He was not an ill-disposed young man.'
jdk=openjdk-17-jdk-headless
[[ $suite != trixie ]] || jdk=default-jdk-headless

step "A bare machine: $suite"
set_up

step "A person who is not root is told the one command"
expect 3 '' person ./fvox --version
said 'Type this once, then try again:'
said "apt-get install -y --no-install-recommends $jdk maven"

if [[ $suite == bullseye ]]; then
  step "The machine's JDK is 11"
  as root sh -c 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends default-jdk-headless' \
    >"$machine/tmp/apt.log" 2>&1 || { tail "$machine/tmp/apt.log" >&2; die "no JDK 11"; }
  expect 0 'javac 11' root sh -c 'javac -version | cut -d. -f1'
fi

# interrupted SAID FILE: Ctrl-C as soon as the file (a pattern) is there.
interrupted() {
  local wanted=$1 file=$2 code=0 pid
  set -m
  as root ./fvox --version >"$machine/tmp/out" 2>"$machine/tmp/err" &
  pid=$!
  set +m
  until compgen -G "$machine/$file" >/dev/null; do
    kill -0 "$pid" 2>/dev/null || { cat "$machine/tmp/err" >&2; die "it ended before $file was there"; }
    sleep 0.1
  done
  kill -INT -- "-$pid"
  wait "$pid" || code=$?
  said "$wanted"
  [[ $code == 130 && ! -s $machine/tmp/out ]] || { cat "$machine/tmp/out" "$machine/tmp/err" >&2; die "Ctrl-C: exit code $code"; }
  printf '   Ctrl-C when %s was there\n' "${file##*/}"
}

step "Ctrl-C at every stage before the program"
interrupted Installing 'var/cache/apt/archives/partial/*.deb'
interrupted Installing 'var/lib/dpkg/info/libmaven3-core-java.list'
interrupted Building root/faster-vox/target/build.log

step "Root: what is missing is installed, the program is built, the recording becomes text"
expect 0 "Faster-Vox $version" root ./fvox --version
said 'Building the program'
expect 0 "$text" root ./fvox transcribe "$clip"

step "The second call needs no network"
expect 0 "$text" root unshare --net ./fvox transcribe "$clip"

step "The person, now that the tools are there"
expect 0 "Faster-Vox $version" person ./fvox --version
step "Done"
