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
# Class data sharing, without touching a database: loading the classes of a verb's help is enough of a training run.
RUN java -XX:ArchiveClassesAtExit=/hub/hub.jsa -jar shophub.jar --help > /dev/null
ENV JAVA_TOOL_OPTIONS="-XX:SharedArchiveFile=/hub/hub.jsa -Xshare:auto -XX:MaxRAMPercentage=60 -Dfile.encoding=UTF-8"
VOLUME /hub/data
EXPOSE 8081
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8081 && printf 'GET /actuator/health/liveness HTTP/1.0\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["java", "-jar", "shophub.jar"]
