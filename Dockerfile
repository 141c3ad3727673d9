# The gateway as a container: built from source, run without development dependencies, as a user without rights, on a read-only root.
#   docker build -t faceki-gateway .
#   docker run --read-only -v gateway-data:/data -p 4000:4000 --env-file .env faceki-gateway
FROM node:24-slim AS build
WORKDIR /source
COPY package.json package-lock.json ./
# The `node` package brings Node 24 to machines that have another one; this image has it.
RUN npm ci --ignore-scripts
COPY . .
RUN node --disable-warning=ExperimentalWarning scripts/build-package.ts

FROM node:24-slim AS dependencies
WORKDIR /app
COPY --from=build /source/dist/package.json ./
COPY package-lock.json ./
RUN npm install --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DATABASE_URL=sqlite:/data/gateway.db
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /source/dist ./
RUN install -d -o node -g node -m 700 /data
USER node
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# No npm in between: signals reach the process, which drains on SIGTERM.
CMD ["node", "src/main.js"]
