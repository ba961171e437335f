# Not run where this project is built, which has no Docker engine. `./mvnw -DskipTests package` first: the image takes the jar.
FROM eclipse-temurin:17-jre AS layers
WORKDIR /build
COPY target/shophub.jar shophub.jar
# The layout that starts fastest: libraries beside a thin jar, so that a class archive fits them.
RUN java -Djarmode=tools -jar shophub.jar extract --layers --destination extracted

FROM eclipse-temurin:17-jre
RUN useradd --system --create-home --home-dir /hub hub
WORKDIR /hub
COPY --from=layers /build/extracted/dependencies/ ./
COPY --from=layers /build/extracted/spring-boot-loader/ ./
COPY --from=layers /build/extracted/snapshot-dependencies/ ./
COPY --from=layers /build/extracted/application/ ./
COPY --chown=hub config/ config/
COPY --chown=hub routes/ routes/
COPY hub ./
RUN mkdir data && chown hub:hub data .
USER hub
# Class data sharing. The training run is a start that waits for a database that is not there: by then nearly all a hub needs is loaded.
RUN HUB_KEY=$(head -c 32 /dev/urandom | base64) HUB_DB_URL=jdbc:mariadb://127.0.0.1:9/none \
      java -XX:+UseParallelGC -Xms512m -Xmx512m -XX:+AlwaysPreTouch -XX:ArchiveClassesAtExit=/hub/hub.jsa -jar shophub.jar \
      --hub.erp.base-url=http://127.0.0.1:9 --hub.erp.time-zone=UTC --hub.erp.settings.token=none \
      --hub.shops.training.platform=taobao --hub.shops.training.base-url=http://127.0.0.1:9 --hub.shops.training.time-zone=UTC \
      --hub.shops.training.settings.app-key=none --hub.shops.training.settings.app-secret=none > /tmp/training.log 2>&1 & \
    training=$! \
    && timeout 120 sh -c 'until grep -q "is waited for" /tmp/training.log; do sleep 1; done' \
    && kill $training; wait $training; test -s /hub/hub.jsa && rm /tmp/training.log
ENV JAVA_TOOL_OPTIONS="-XX:SharedArchiveFile=/hub/hub.jsa -Xshare:auto -XX:+UseParallelGC -Xms512m -Xmx512m -XX:+AlwaysPreTouch -Dfile.encoding=UTF-8"
VOLUME /hub/data
EXPOSE 8081
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8081 && printf 'GET /actuator/health/liveness HTTP/1.0\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["java", "-jar", "shophub.jar"]
