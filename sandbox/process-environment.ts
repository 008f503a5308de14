/**
 * Variables for a child process. Next's types declare NODE_ENV as always present in an environment; safe because a
 * child needs it no more than any other variable.
 */
export function toProcessEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
): NodeJS.ProcessEnv {
  return variables as NodeJS.ProcessEnv
}
