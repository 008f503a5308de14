'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { Icon } from '#components/ui/icon.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { findDocumentFault, readDocument } from '#lib/documents/read/read-document.ts'
import { summariseContent } from '#lib/documents/read/summarise-content.ts'
import type { FileToImport } from '../commands.ts'
import { UnderstoodFile } from './understood-file.tsx'

interface PendingFileProps {
  readonly file: FileToImport
  readonly onRemove: () => void
}

/** What would be understood of a file. */
export function PendingFile({ file, onRemove }: PendingFileProps) {
  const t = useTranslations('decisions.import')
  const { fault, understood } = useMemo(
    () => ({
      fault: findDocumentFault(file.content),
      understood: summariseContent(readDocument(file.content)),
    }),
    [file.content],
  )
  return (
    <li className="rounded-lg border border-line bg-surface p-3">
      <div className="flex items-start justify-between gap-2">
        <div className="min-w-0 grow">
          <UnderstoodFile
            path={file.path}
            content={file.content}
            understood={understood}
            fault={fault && t(`fault.${fault.reason}`, toValues(fault))}
            mark={null}
          />
        </div>
        <IconButton label={t('remove', { path: file.path })} onClick={onRemove}>
          <Icon name="close" />
        </IconButton>
      </div>
    </li>
  )
}

function toValues(fault: NonNullable<ReturnType<typeof findDocumentFault>>) {
  return {
    limit: 'limit' in fault ? fault.limit : 0,
    line: 'line' in fault ? fault.line : 0,
  }
}
