# The single-node edition: one process, one volume. Build from the repository's root:
#   docker build -f deploy/docker/single-node.Dockerfile -t gaorleans .
FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/GaOrleans.Server -c Release -o /app -p:UseAppHost=false
# Made here, because the final image has no shell; the non-root user of .NET's images has the number 1654.
RUN mkdir -p /data && chown 1654:1654 /data

FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled
WORKDIR /app
COPY --from=build /app .
COPY --from=build --chown=1654:1654 /data /data
USER 1654
EXPOSE 8080
VOLUME /data
STOPSIGNAL SIGTERM
# No HEALTHCHECK: the image has nothing to run one with. Ask /healthz/live and /healthz/ready from outside.
ENTRYPOINT ["dotnet", "GaOrleans.Server.dll", "run", "--host", "0.0.0.0", "--port", "8080", "--data", "/data"]
