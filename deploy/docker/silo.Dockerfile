# A silo of the cluster edition. Build from the repository's root, with a package source that has the Orleans and Azure packages:
#   docker build -f deploy/docker/silo.Dockerfile -t gaorleans-silo .
FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/GaOrleans.Silo -c Release -o /app -p:UseAppHost=false
# The local data folder holds nothing that lasts in Azure: scratch files of the archive. Made here, because the final image has no shell.
RUN mkdir -p /data && chown 1654:1654 /data

FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled
WORKDIR /app
COPY --from=build /app .
COPY --from=build --chown=1654:1654 /data /data
USER 1654
# HTTP, and silo to silo.
EXPOSE 8080 11111
STOPSIGNAL SIGTERM
# No HEALTHCHECK: the image has nothing to run one with. Ask /healthz/live and /healthz/ready from outside.
ENTRYPOINT ["dotnet", "GaOrleans.Silo.dll"]
CMD ["silo", "--roles", "all", "--host", "0.0.0.0", "--port", "8080", "--silo-port", "11111", "--data", "/data", "--clustering", "azure"]
