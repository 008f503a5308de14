import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { messages } from '#components/i18n/messages.ts'
import { MarkdownText } from '#components/markdown/markdown-text.tsx'
import { splitBlocks } from '#components/markdown/split-blocks.ts'
import { toSafeUrl } from '#components/markdown/to-safe-url.ts'

const render = (text: string) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="de" timeZone="UTC" messages={messages.de}>
      <MarkdownText text={text} />
    </NextIntlClientProvider>,
  )

describe('a text of somebody else', () => {
  it('shows tags as words and runs none of them', () => {
    const markup = render('Vor <script>alert(1)</script> <img src=x onerror="alert(2)"> danach')
    expect(markup).not.toMatch(/<script|<img/)
    expect(markup).toContain('&lt;script&gt;')
    expect(markup).toContain('danach')
  })

  it('shows a block of tags as words', () => {
    expect(render('<iframe src="https://evil.example"></iframe>')).not.toContain('<iframe')
  })

  it.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](data:text/html;base64,PHN2Zz4=)',
    '[x](vbscript:x)',
    '[x](//evil.example/a)',
    '<javascript:alert(1)>',
    '[x](file:///etc/passwd)',
  ])('does not lead to where %s points', (text) => {
    expect(render(text)).not.toContain('href=')
  })

  it('leads to http, https and places of this site, and tells the other side nothing', () => {
    const markup = render('[a](https://example.org/x) [b](/systems/mvp) [c](#teil) [d](notes.md)')
    expect(markup.match(/href=/g)).toHaveLength(4)
    expect(markup.match(/rel="noopener nofollow noreferrer"/g)).toHaveLength(4)
  })

  it('never loads an image, but links to it', () => {
    const markup = render('![Plan](https://example.org/plan.png)')
    expect(markup).not.toContain('<img')
    expect(markup).toContain('href="https://example.org/plan.png"')
    expect(markup).toContain('Bild: Plan')
  })

  it('hides comments, which carry marks for the portal', () => {
    expect(render('- [ ] Port <!-- check: port-443 -->')).not.toContain('port-443')
  })

  it('begins headings below the one of the page', () => {
    expect(render('# Titel')).toContain('<h2')
  })

  it('answers within two seconds whatever the text is', () => {
    const hostile = [
      '['.repeat(100_000),
      '|a'.repeat(50_000),
      '> '.repeat(50_000),
      '[^a]'.repeat(9_000),
    ]
    const begin = performance.now()
    for (const text of hostile) render(text)
    expect(performance.now() - begin).toBeLessThan(2_000)
  })
})

describe('splitBlocks', () => {
  it('loses nothing but blank lines between blocks', () => {
    const text = '# A\n\nx\n\n## B\n\n```md\n# no heading\n\n# none\n```\n\n## C\n- 1\n\n- 2\n'
    expect(splitBlocks(text).join('\n')).toBe(text)
    expect(splitBlocks(text)).toHaveLength(3)
  })

  it('lets every part know the addresses defined elsewhere', () => {
    const [first = ''] = splitBlocks('# A\n\n[x]\n\n# B\n\n[x]: https://example.org')
    expect(first).toContain('[x]: https://example.org')
  })
})

describe('toSafeUrl', () => {
  it.each([
    'java\nscript:alert(1)',
    '\\\\evil\\x',
    '/\\evil.example',
    'ht\u202etps://x',
    'https:evil',
  ])('refuses %j', (url) => {
    expect(toSafeUrl(url)).toBeNull()
  })
})
