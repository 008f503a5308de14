import { z } from 'zod'

const count = z.int().nonnegative()

const Deployment = z.object({
  id: z.string(),
  /** `PRIMARY`, `ACTIVE` or `INACTIVE`. */
  status: z.string(),
  taskDefinition: z.string(),
  desiredCount: count,
  runningCount: count,
  failedTasks: count.optional(),
  /** Only of rolling updates: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html */
  rolloutState: z.string().optional(),
  rolloutStateReason: z.string().optional(),
  createdAt: z.date(),
})

export const Service = z.object({
  serviceName: z.string(),
  serviceArn: z.string(),
  status: z.string(),
  desiredCount: count,
  runningCount: count,
  taskDefinition: z.string(),
  schedulingStrategy: z.string().optional(),
  deploymentController: z.object({ type: z.string() }).optional(),
  deployments: z.array(Deployment),
})

export const Services = z.object({
  services: z.array(Service),
  failures: z
    .array(z.object({ arn: z.string().optional(), reason: z.string().optional() }))
    .default([]),
})

const Container = z.object({
  name: z.string(),
  image: z.string(),
  essential: z.boolean().optional(),
  environment: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  secrets: z.array(z.object({ name: z.string(), valueFrom: z.string() })).default([]),
})

export const TaskDefinition = z.object({
  taskDefinitionArn: z.string(),
  family: z.string(),
  revision: z.int(),
  status: z.string(),
  containerDefinitions: z.array(Container).min(1),
  registeredAt: z.date().optional(),
})

export type EcsService = z.output<typeof Service>
export type EcsServices = z.output<typeof Services>
export type EcsDeployment = z.output<typeof Deployment>
export type EcsTaskDefinition = z.output<typeof TaskDefinition>
