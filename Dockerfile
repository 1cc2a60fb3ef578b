# The registry in a container: `docker build -t assay .`, then docs/deploying.md.

FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
# Install scripts are not needed: nothing is compiled, and Node is here already.
RUN npm ci --ignore-scripts
COPY . .
# The package, with its dependencies as the lock file has them.
RUN npm pack --pack-destination /tmp \
  && mkdir /app /data \
  && tar -xzf /tmp/assay-*.tgz -C /app --strip-components=1 \
  && cp package-lock.json /app \
  && npm ci --prefix /app --omit=dev --ignore-scripts --no-audit --no-fund

# Node and its libraries, without a shell or a package manager.
FROM gcr.io/distroless/nodejs24-debian12:nonroot
COPY --from=build /app /app
# A new volume gets the owner of the folder that it replaces.
COPY --from=build --chown=65532:65532 /data /data
ENV ASSAY_LISTEN=0.0.0.0:8443 \
    ASSAY_DATA_DIR=/data \
    ASSAY_LOG_FORMAT=json \
    NODE_OPTIONS="--max-semi-space-size=8"
EXPOSE 8443
# All data is here; everything else may be read-only.
VOLUME /data
HEALTHCHECK --interval=15s --timeout=8s --start-period=20s \
  CMD ["/nodejs/bin/node", "/app/bin/assay.js", "ready"]
ENTRYPOINT ["/nodejs/bin/node", "/app/bin/assay.js"]
CMD ["serve"]
