import type { RecordContent } from '#lib/documents/schemas.ts'

/** A record of which nothing but its names is known. */
export function emptyRecord(
  names: Pick<RecordContent, 'number' | 'title' | 'status'>,
): RecordContent {
  const { number, title, status } = names
  return {
    ...{ number, title, status, statusText: null },
    ...{ recordedOn: null, decidedOn: null, reviewOn: null },
    ...{ deciders: [], consulted: [], informed: [], owner: null },
    ...{ context: null, hypothesis: null, outcome: null, chosenOption: null, consequences: null },
    ...{ options: [], criteria: [], assessments: [], supersedes: [], supersededBy: [] },
    ...{ subjects: [], openQuestions: [], followUps: [] },
  }
}
