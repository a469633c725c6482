# The shop as an image: built with the SDK, shipped on the chiseled runtime, which holds no shell and no package manager, runs as
# the user "app" (1654) and listens on 8080. Nothing here is secret; settings come from the environment. It writes nothing to its
# own file system: /tmp is all that it needs (docker run --read-only --tmpfs /tmp).
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src

# A layer of its own, so that packages are restored again only when they change.
COPY Directory.Build.props Directory.Packages.props global.json ./
COPY ScaleMart.Web/ScaleMart.Web.csproj ScaleMart.Web/
RUN dotnet restore ScaleMart.Web/ScaleMart.Web.csproj

# What is shipped was judged before, by .ci/run.
COPY ScaleMart.Web/ ScaleMart.Web/
RUN dotnet publish ScaleMart.Web/ScaleMart.Web.csproj -c Release --no-restore -p:UseAppHost=false -p:RunAnalyzers=false -o /app

# The "extra" one, since it holds the time zones, in which admins plan their sales.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
WORKDIR /app
COPY --from=build /app .
ENV ASPNETCORE_HTTP_PORTS=8080
EXPOSE 8080
USER 1654
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["dotnet", "ScaleMart.Web.dll", "--health", "http://127.0.0.1:8080/healthz/ready"]
ENTRYPOINT ["dotnet", "ScaleMart.Web.dll"]
