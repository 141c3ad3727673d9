# The gateway as a container: built from source, run without development dependencies, as a user without rights, on a read-only root.
# docs/operating.md, "In a container", says how to build and run it.
FROM node:24-slim AS build
WORKDIR /source
COPY package.json package-lock.json ./
# The `node` package brings Node 24 to machines that have another one; this image has it. No other install script is needed to build.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node --disable-warning=ExperimentalWarning scripts/build-package.ts

FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DATABASE_URL=sqlite:/data/gateway.db
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /source/dist ./
RUN install -d -o 1000 -g 1000 -m 700 /data
# `node`, by its number, so that Kubernetes can tell that it is not root (runAsNonRoot).
USER 1000:1000
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# No npm and no shell in between: signals reach the process, which drains on SIGTERM.
# The young generation as large as `npm start` has it (docs/operating.md, memory).
ENTRYPOINT ["node", "--max-semi-space-size=16", "src/main.js"]
