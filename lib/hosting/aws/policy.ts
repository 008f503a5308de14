/** One statement of the least rights that suffice. */
export interface PolicyStatement {
  readonly sid: string
  /** Default `Allow`. */
  readonly effect?: 'Allow' | 'Deny'
  readonly actions: readonly string[]
  readonly resources: readonly string[]
}

/** The policy document, as the console takes it. */
export function toPolicyText(statements: readonly PolicyStatement[]): string {
  const document = {
    Version: '2012-10-17',
    Statement: statements.map(({ sid, effect = 'Allow', actions, resources }) => ({
      Sid: sid,
      Effect: effect,
      Action: actions,
      Resource: resources,
    })),
  }
  return JSON.stringify(document, null, 2)
}
