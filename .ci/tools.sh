# Sourced by ./verify: what the tests need from the system.

# Debian and Ubuntu packages; the Windows tier adds its own.
test_packages=(openjdk-17-jdk-headless maven ffmpeg sox libsox-fmt-base espeak-ng gcc libc6-dev python3 curl unzip procps git
  openssl util-linux pocketsphinx-testdata pulseaudio pulseaudio-utils libasound2-plugins)

need_tools() {
  local missing=() package
  for package in "${test_packages[@]}"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [[ ${#missing[@]} == 0 ]] && return
  if [[ $1 == yes ]]; then
    echo "verify: --fast installs nothing; missing: ${missing[*]}. Run ./verify once." >&2
    exit 3
  fi
  if [[ $(id -u) != 0 ]]; then
    echo "verify: the tests need these packages. Type: sudo sh -c 'apt-get update && apt-get install -y ${missing[*]}'" >&2
    exit 3
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# own_namespaces COMMAND…: the tests mount small disks and take networks away, which root may and, in a namespace of
# users, anybody. Starts the command again as such a root; returns when this is root already.
own_namespaces() {
  [[ $(id -u) != 0 ]] || return 0
  if ! unshare --map-root-user --mount --net true 2>/dev/null; then
    echo "verify: the tests mount small disks, which only root may here. Run it as root, or allow namespaces of users:" >&2
    echo "  sudo sysctl -w kernel.unprivileged_userns_clone=1    (Debian)" >&2
    echo "  sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0    (Ubuntu 24.04)" >&2
    exit 3
  fi
  exec unshare --map-root-user --mount "$@"
}
