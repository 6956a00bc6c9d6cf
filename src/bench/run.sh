#!/bin/bash
# Builds the bench WAR, fetches the servers, and hands over to the benchmark's harness:
#
#   JAVA25_HOME=JDK PEERS_HOME=WORK src/bench/run.sh HARNESS measure|check|count [SERVER ...]
#
# HARNESS is a copy of the folder with bench.sh, which is written to. Servers of ours: wildfly, payara.
set -e
harness=$(cd "$1" && pwd)
shift
cd "$(dirname "$0")/../.."
mvn -B -q package -DskipTests -DskipITs
if [ ! -e src/servers/target/servers/payara-micro.jar ]; then
  mvn -B -q pre-integration-test -DskipTests
fi
sed -i '/src\/bench\/serve.sh/d' "$harness/servers.conf"
cat >>"$harness/servers.conf" <<C
wildfly|18410|std|.|bash $PWD/src/bench/serve.sh wildfly 18410
payara|18411|std|.|bash $PWD/src/bench/serve.sh payara 18411
C
cd "$harness"
src/build.sh limit spring mercurius
exec ./bench.sh "$@"
