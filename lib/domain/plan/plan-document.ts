import type { PortabilityPlan } from './portability-plan'
import type { RectificationPlan } from './rectification-plan'
import type { AccessPlan, ErasurePlan } from './types'

/** One plan a right; what people sign is its hash. */
export type PlanDocument = ErasurePlan | AccessPlan | RectificationPlan | PortabilityPlan
