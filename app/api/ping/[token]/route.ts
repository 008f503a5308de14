import { recordBackupPing } from '#lib/backups/index.ts'
import { answerPing } from '#lib/health/index.ts'

interface Segment {
  readonly params: Promise<{ readonly token: string }>
}

const ping = async (request: Request, { params }: Segment) =>
  answerPing(request, await params, [recordBackupPing])

export const GET = ping
export const POST = ping
