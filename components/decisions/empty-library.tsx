import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { buttonStyle } from '#components/ui/button-style.ts'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

const snippet = `documents:
  - docs/decisions/*.md
  - docs/entscheidungen/*.md`

interface EmptyLibraryProps {
  readonly canWrite: boolean
  /** One the reader may see, to name it. */
  readonly system: { readonly name: string } | null
}

/** No record yet: three ways to the first one. */
export function EmptyLibrary({ canWrite, system }: EmptyLibraryProps) {
  const t = useTranslations('decisions.empty')
  return (
    <EmptyState
      title={t('title')}
      action={
        canWrite && (
          <span className="flex flex-wrap justify-center gap-2">
            <Link href="/decisions/import" className={buttonStyle({ variant: 'primary' })}>
              {t('import')}
            </Link>
            <Link href="/decisions/new" className={buttonStyle()}>
              {t('create')}
            </Link>
          </span>
        )
      }
    >
      <p>{system ? t('hintNamed', { system: system.name }) : t('hint')}</p>
      <div className="mt-2 text-left">
        <CodeBlock code={snippet} title="leitstand.yaml" />
      </div>
    </EmptyState>
  )
}
