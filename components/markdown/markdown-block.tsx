import { useTranslations } from 'next-intl'
import { memo } from 'react'
import Markdown from 'react-markdown'
import rehypeSanitize from 'rehype-sanitize'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import { keyboardStop } from '#components/ui/keyboard-stop.ts'
import { elements } from './elements.tsx'
import { isPlain } from './is-plain.ts'
import { keepHtmlAsText } from './keep-html-as-text.ts'

/** One part of a text. What could take long to read is shown as it was typed. */
export const MarkdownBlock = memo(function MarkdownBlock({ text }: { readonly text: string }) {
  if (isPlain(text)) return <PlainText text={text} />
  return (
    <Markdown
      components={elements}
      remarkPlugins={[remarkFrontmatter, remarkGfm, keepHtmlAsText]}
      rehypePlugins={[rehypeSanitize]}
    >
      {text}
    </Markdown>
  )
})

function PlainText({ text }: { readonly text: string }) {
  const t = useTranslations('markdown')
  return (
    <section aria-label={t('plain')} {...keyboardStop} className="max-h-96 overflow-auto">
      <pre className="text-xs whitespace-pre-wrap">{text}</pre>
    </section>
  )
}
