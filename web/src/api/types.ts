import type { components } from './schema';

type Schemas = components['schemas'];

export type Job = Schemas['Job'];
export type JobImage = Schemas['JobImage'];
export type JobError = Schemas['JobError'];
export type JobPage = Schemas['JobPage'];
export type Picture = Schemas['Image'];
export type Model = Schemas['Model'];
export type ModelMode = Schemas['ModelMode'];
export type ReferenceRule = Schemas['ReferenceRule'];
export type SizeRule = Schemas['SizeRule'];
export type ParameterRule = Schemas['ParameterRule'];
export type Style = Schemas['Style'];
export type SystemInfo = Schemas['SystemInfo'];
export type Upload = Schemas['Upload'];
export type UploadPurpose = Schemas['UploadPurpose'];
export type Session = Schemas['Session'];
export type SignInProvider = Schemas['SignInProvider'];
export type User = Schemas['User'];
export type UserRole = Schemas['UserRole'];
export type UserPage = Schemas['UserPage'];
export type AddedUser = Schemas['AddedUser'];
export type PasswordLink = Schemas['PasswordLink'];
export type Account = Schemas['Account'];
export type OwnSession = Schemas['OwnSession'];
export type OwnTeam = Schemas['OwnTeam'];
export type Key = Schemas['Key'];
export type AddedKey = Schemas['AddedKey'];
export type Team = Schemas['Team'];
export type TeamRole = Schemas['TeamRole'];
export type TeamWithMembers = Schemas['TeamWithMembers'];

export type Template = Schemas['Template'];
export type TemplatePage = Schemas['TemplatePage'];
export type TemplateVariable = Schemas['TemplateVariable'];
export type TemplateFile = Schemas['TemplateFile'];
export type WriteTemplate = Schemas['WriteTemplate'];
export type WriteTemplateVariable = Schemas['WriteTemplateVariable'];
export type Import = Schemas['Import'];
export type AuditEntry = Schemas['AuditEntry'];
export type AuditPage = Schemas['AuditPage'];
export type ListedImage = Schemas['ListedImage'];
export type ImagePage = Schemas['ImagePage'];
export type Batch = Schemas['Batch'];
export type CreateBatch = Schemas['CreateBatch'];
export type CreatedBatch = Schemas['CreatedBatch'];
export type Usage = Schemas['Usage'];
export type UsageRow = Schemas['UsageRow'];
export type Limit = Schemas['Limit'];
export type Limits = Schemas['LimitsBody'];
export type ProblemLimit = Schemas['ProblemLimit'];

export type ParameterValue = number | string | boolean;

/** The optional parameters of a model are data, so a request may carry names that this build has never heard of. */
export type CreateJob = Schemas['CreateJob'] & { model: string } & Record<string, unknown>;
