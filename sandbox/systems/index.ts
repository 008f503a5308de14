import { easysks } from './easysks.ts'
import { hackthestudy } from './hackthestudy.ts'
import { lifetimecircle } from './lifetimecircle.ts'
import { mvp } from './mvp.ts'
import type { SampleSystem } from './sample-system.ts'
import { whatsgonow } from './whatsgonow.ts'

export const sampleSystems: readonly SampleSystem[] = [
  mvp,
  easysks,
  whatsgonow,
  hackthestudy,
  lifetimecircle,
]
