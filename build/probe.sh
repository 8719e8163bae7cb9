#!/usr/bin/env bash
# Finds out once which groups of packages the package source has, and writes the answer where Directory.Build.props reads it.
# A source that does not answer at all proves nothing: then nothing is written and everything is taken to be available.
set -euo pipefail
cd "$(dirname "$0")"

answer=packages.local.props
groups=(sqlite orleans azure azureblobs blazor)

probe() { # prints yes, no, or unreachable
  local log
  if log=$(dotnet restore "probes/$1" --force 2>&1); then echo yes
  elif grep -qE 'NU1101|NU1102|NU1103' <<<"$log"; then echo no
  else echo unreachable; echo "$log" | tail -n 3 >&2
  fi
}

declare -A found
for group in "${groups[@]}"; do
  found[$group]=$(probe "$group")
  if [ "${found[$group]}" = unreachable ]; then
    echo "ga: the package source does not answer; assuming that it has everything" >&2
    exit 0
  fi
done

flag() { [ "${found[$1]}" = yes ] && echo true || echo false; }
cat >"$answer.new" <<PROPS
<Project>
  <!-- Written by ./ga; delete it to probe again. -->
  <PropertyGroup>
    <SqlitePackages>$([ "${found[sqlite]}" = yes ] && echo current || echo older)</SqlitePackages>
    <HasOrleans>$(flag orleans)</HasOrleans>
    <HasAzure>$(flag azure)</HasAzure>
    <HasAzureBlobs>$(flag azureblobs)</HasAzureBlobs>
    <HasBlazorAssets>$(flag blazor)</HasBlazorAssets>
  </PropertyGroup>
</Project>
PROPS
mv "$answer.new" "$answer"
[ "${found[sqlite]}" = yes ] || echo "ga: the package source lacks Microsoft.Data.Sqlite 10; building with Microsoft.Data.Sqlite.Core 6.0.7, which does the same here"
