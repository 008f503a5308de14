import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const withMessages = createNextIntlPlugin({
  requestConfig: './components/i18n/request.ts',
  experimental: {
    // Messages are parsed while building, so that no browser loads a parser for them.
    messages: { path: './components', format: 'json', locales: 'infer', precompile: true },
  },
})

/** Headers that are the same for every answer; the content security policy changes per page and is set by the proxy. */
const headers = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  {
    key: 'Permissions-Policy',
    value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  },
]

const config: NextConfig = {
  // `npm start` keeps one build per content of the sources, so that portals side by side can share it.
  distDir: process.env.NEXT_BUILD_FOLDER ?? '.next',
  typescript: {
    // Types are checked by `npm run verify`; Next would also rewrite the configuration it is given.
    ignoreBuildErrors: true,
    tsconfigPath: process.env.NEXT_TSCONFIG ?? 'tsconfig.json',
  },
  images: { unoptimized: true },
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ['pino', 'pg', 'graphile-worker', 'ssh2'],
  headers: async () => [{ source: '/:path*', headers }],
}

export default withMessages(config)
