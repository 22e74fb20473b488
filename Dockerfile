# The hub alone: give it a PostgreSQL with DATABASE_URL (see compose.yml).
FROM node:26.10.0-slim AS build
WORKDIR /hub
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --omit=optional --no-audit --no-fund

FROM node:26.10.0-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 CAREGRAPH_DATA=/var/lib/hub
WORKDIR /hub
COPY --from=build /hub/package.json ./
COPY --from=build /hub/node_modules ./node_modules
COPY --from=build /hub/dist ./dist
COPY --from=build /hub/migrations ./migrations
COPY --from=build /hub/schema ./schema
# Migrations read there what relationships are called.
COPY --from=build /hub/src ./src
RUN install --directory --owner=node --group=node --mode=700 /var/lib/hub
USER node
VOLUME /var/lib/hub
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/src/cli/caregraph.js", "start"]
