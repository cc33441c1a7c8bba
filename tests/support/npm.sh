# npm.sh - for the scripts of tests/peers: packages of npm in a folder that is removed again.
#
# npm_have PACKAGE...   makes $modules, in $work or where KEEP_NPM=DIR has or
#                       gets them; fails where they cannot be had
npm_have() {
    command -v npm >/dev/null 2>&1 && command -v node >/dev/null 2>&1 || return
    npm_root=${KEEP_NPM:-$work/npm}
    modules=$npm_root/node_modules
    for package; do
        [ ! -d "$modules/$package" ] || continue
        mkdir -p "$npm_root"
        (cd "$npm_root" && timeout 300 npm install --silent --no-audit \
            --no-fund "$package") >"$work/npm.log" 2>&1 || return
    done
}
