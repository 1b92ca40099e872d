/** An entry of PutEvents on the wire. */
export interface PutEventsEntry {
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
  readonly Resources?: readonly string[];
  /** Epoch seconds */
  readonly Time?: number;
  readonly EventBusName?: string;
}

export interface EntryFailure {
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

export interface EventContent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export const MAX_CALL_BYTES = 256 * 1024;
const MAX_DETAIL_TYPE_CHARACTERS = 128;
/** The size that EventBridge counts for a time, in any notation. */
const TIME_BYTES = 14;

export function sizeInBytes({
  Source = '',
  DetailType = '',
  Detail = '',
  Resources = [],
  Time,
}: PutEventsEntry): number {
  const texts = [Source, DetailType, Detail, ...Resources];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), Time === undefined ? 0 : TIME_BYTES);
}

/** The event of an entry, or why EventBridge refuses this entry of a call. */
export function readEntry({ Source, DetailType, Detail }: PutEventsEntry): EventContent | EntryFailure {
  if (!Source) return missing('Source');
  if (!DetailType) return missing('DetailType');
  if (!Detail) return missing('Detail');
  if (DetailType.length > MAX_DETAIL_TYPE_CHARACTERS) {
    return invalidArgument('DetailType', `DetailType has more than ${MAX_DETAIL_TYPE_CHARACTERS} characters.`);
  }
  if (Source.startsWith('aws.')) {
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  }
  const detail = parseObject(Detail);
  if (!detail) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  return { source: Source, detailType: DetailType, detail };
}

const missing = (name: string) => invalidArgument(name, `${name} is a required argument.`);

const invalidArgument = (name: string, reason: string): EntryFailure => ({
  ErrorCode: 'InvalidArgument',
  ErrorMessage: `Parameter ${name} is not valid. Reason: ${reason}`,
});

function parseObject(json: string): EventContent['detail'] | undefined {
  try {
    const value = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
