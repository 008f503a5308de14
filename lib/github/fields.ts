import { z } from 'zod'
import { redactSecrets } from '#lib/core/redact.ts'
import { toInertText } from '#lib/core/text.ts'

/** Ids may exceed what a number holds exactly and then arrive as BigInt; they are kept as text. */
export const githubId = z
  .union([z.number().int(), z.bigint(), z.string().regex(/^\d+$/)])
  .transform(String)

/** Text that people or workflows wrote, made safe to store and to show. */
export const inertText = z.string().transform((text) => redactSecrets(toInertText(text)))

export const sha = z.string().regex(/^[0-9a-f]{40}$/)

export const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

/** An address a page may link to; anything but http and https is dropped. */
export const webUrl = z
  .string()
  .transform((text) => (/^https?:\/\//.test(text) && URL.canParse(text) ? text : null))
