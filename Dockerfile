# docker build -t grpc-fork-fix .
# docker run --rm -v "$PWD:/project" grpc-fork-fix

FROM node:22-bookworm-slim AS build
WORKDIR /tool
COPY . .
RUN npm install --include=dev --no-save --no-audit --no-fund --loglevel=error \
 && npm pack --ignore-scripts --pack-destination /tmp \
 && npm install --global --prefix /installed --omit=dev --no-audit --no-fund --loglevel=error /tmp/grpc-fork-fix-*.tgz

FROM node:22-bookworm-slim
# git lists the files of a project, and tells what is not committed before something is written.
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install --yes --no-install-recommends git \
 && rm -rf /var/lib/apt/lists/* \
 # The project belongs to somebody else than the user in here. The tool lets git run nothing that a repository brings along.
 && git config --system --add safe.directory '*'
COPY --from=build /installed /usr/local
# The user `node` of the image.
USER 1000:1000
WORKDIR /project
ENTRYPOINT ["grpc-fork-fix"]
