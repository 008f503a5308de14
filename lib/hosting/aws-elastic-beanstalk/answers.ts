import { z } from 'zod'

export const Environment = z.object({
  EnvironmentName: z.string(),
  EnvironmentArn: z.string().optional(),
  /** https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_EnvironmentDescription.html */
  Status: z.string(),
  /** Colour; `Grey` while nothing is known. */
  Health: z.string().optional(),
  /** Only with enhanced health. */
  HealthStatus: z.string().optional(),
  VersionLabel: z.string().optional(),
  AbortableOperationInProgress: z.boolean().optional(),
  DateUpdated: z.date().optional(),
})

export const ApplicationVersion = z.object({
  VersionLabel: z.string(),
  Status: z.string().optional(),
  DateCreated: z.date().optional(),
  SourceBuildInformation: z.object({ SourceLocation: z.string().optional() }).optional(),
})

export const EnvironmentEvent = z.object({
  EventDate: z.date(),
  Message: z.string().default(''),
  Severity: z.string().optional(),
  RequestId: z.string().optional(),
})

export const OptionSetting = z.object({
  Namespace: z.string(),
  OptionName: z.string(),
  Value: z.string().optional(),
})

export const Settings = z.object({
  OptionSettings: z.array(OptionSetting),
  DateUpdated: z.date().optional(),
})

export type EbEnvironment = z.output<typeof Environment>
export type EbVersion = z.output<typeof ApplicationVersion>
export type EbEvent = z.output<typeof EnvironmentEvent>
export type EbSettings = z.output<typeof Settings>
