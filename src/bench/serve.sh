#!/bin/bash
# Starts the bench WAR as it would run in production, until SIGTERM:
#
#   src/bench/serve.sh wildfly|payara PORT
#
# DB_URL, DB_USER and DB_PASSWORD may name another database than the benchmark's. JAVA25_HOME or JAVA_HOME has the JDK,
# JAVA_OPTS more options for it. What is started is this process itself, so that its CPU time is the server's.
set -e
cd "$(dirname "$0")/../.."
kind=$1 port=$2
servers=$PWD/src/servers/target/servers run=$PWD/src/bench/target/bench-$1-$2
export DB_URL=${DB_URL:-jdbc:postgresql://127.0.0.1:18432/bench} DB_USER=${DB_USER:-bench} DB_PASSWORD=${DB_PASSWORD:-bench}
java=${JAVA25_HOME:-$JAVA_HOME}/bin/java
options="-Xmx1g -Dsynctoasync.metrics=false -Dsynctoasync.jpa-guard=off $JAVA_OPTS"
rm -rf "$run/tmp" && mkdir -p "$run/deployments" "$run/tmp"
cp src/bench/target/sync-to-async-bench.war "$run/deployments/ROOT.war"
case $kind in
  wildfly)
    export JBOSS_HOME=$(echo "$servers"/wildfly-*.Final) POSTGRESQL_JAR=$servers/postgresql.jar
    wildfly() {
      module=$1; shift
      $begin "$java" @src/servers/wildfly/java.options $options "-Djboss.home.dir=$JBOSS_HOME" "-Djboss.server.base.dir=$run" \
        -jar "$JBOSS_HOME/jboss-modules.jar" -mp "$JBOSS_HOME/modules" "$module" "$@"
    }
    cat src/servers/wildfly/postgresql.cli src/servers/wildfly/production.cli src/bench/wildfly/bench.cli >"$run/new.cli"
    if ! cmp -s "$run/new.cli" "$run/done.cli"; then
      rm -rf "$run/configuration" "$run/data"
      cp -r "$JBOSS_HOME/standalone/configuration" "$run/"
      wildfly org.jboss.as.cli "--file=$run/new.cli"
      cp "$run/new.cli" "$run/done.cli"
    fi
    begin=exec
    wildfly org.jboss.as.standalone "-Djboss.http.port=$port" -Djboss.https.port=0 -Djboss.management.http.port=0
    ;;
  payara)
    cat src/servers/payara/postgresql.asadmin src/servers/payara/production.asadmin src/bench/payara/bench.asadmin >"$run/boot.asadmin"
    exec "$java" @src/servers/payara/java.options $options "-Djava.io.tmpdir=$run/tmp" -jar "$servers/payara-micro.jar" \
      --deploy "$run/deployments/ROOT.war" --contextroot / --nohazelcast --disablephonehome --port "$port" \
      --prebootcommandfile src/servers/payara/localhost.asadmin --addlibs "$servers/postgresql.jar" --postbootcommandfile "$run/boot.asadmin"
    ;;
esac
