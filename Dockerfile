# The registry in a container: `docker build -t assay .`, then docs/deploying.md.

FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
# Without the scripts of packages: nothing is compiled, and Node is here already.
RUN npm ci --ignore-scripts
COPY . .
RUN npm pack --pack-destination /tmp \
  && mkdir /app \
  && npm install --prefix /app --omit=dev --ignore-scripts --no-audit --no-fund /tmp/assay-*.tgz

# No shell and no package manager: Node, and what it needs.
FROM gcr.io/distroless/nodejs24-debian12:nonroot
COPY --from=build /app /app
ENV ASSAY_LISTEN=0.0.0.0:8443 \
    ASSAY_DATA_DIR=/data \
    ASSAY_LOG_FORMAT=json \
    NODE_OPTIONS="--max-semi-space-size=8"
EXPOSE 8443
# All that is kept; everything else may be read-only.
VOLUME /data
HEALTHCHECK --interval=15s --timeout=8s --start-period=20s \
  CMD ["/nodejs/bin/node", "/app/node_modules/assay/bin/assay.js", "ready"]
ENTRYPOINT ["/nodejs/bin/node", "/app/node_modules/assay/bin/assay.js"]
CMD ["serve"]
