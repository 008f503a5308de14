import { z } from 'zod'

/** A monitor: its number, or the name it shows. */
export const uptimeRobotTarget = z.looseObject({ monitor: z.string() })

export type UptimeRobotTarget = z.output<typeof uptimeRobotTarget>
