import { isPortFree } from '#scripts/lib/free-port.ts'
import { Problem } from '#scripts/lib/problem.ts'

/** The port the portal answers on; a wrong or taken one is named. */
export async function claimPort(): Promise<number> {
  const text = process.env.PORT || '3000'
  const port = Number(text)
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new Problem(`PORT must be a number from 1 to 65535, not "${text}".`)
  }
  if (!(await isPortFree(port))) {
    throw new Problem(
      `Port ${port} is taken by another program: stop it or choose another with PORT.`,
    )
  }
  return port
}
