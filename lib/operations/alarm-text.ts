import type { FeedFunction } from '../functions/feed-function.ts';
import { type AlarmSection, anchorOf } from './runbook.ts';

export interface AlarmText {
  readonly means: string;
  readonly firstDo: string;
  readonly section: AlarmSection;
  /** The function, its log group, a queue: a line for each. */
  readonly subject: readonly string[];
}

/** Where the reader of an alarm looks next. */
export interface AlarmLeads {
  readonly dashboardUrl: string;
  /** Undefined: the runbook is on the dashboard. */
  readonly runbookUrl: string | undefined;
}

/** All that the person on call reads, beside the name of the alarm and its figures. */
export function alarmDescription(
  { means, firstDo, section, subject }: AlarmText,
  { dashboardUrl, runbookUrl }: AlarmLeads,
): string {
  const runbook = runbookUrl ? `${runbookUrl}#${anchorOf(section)}` : `on the dashboard, under "${section}"`;
  return [means, `First: ${firstDo}`, ...subject, `Dashboard: ${dashboardUrl}`, `Runbook: ${runbook}`].join('\n');
}

export const functionLines = ({ functionName, logGroup }: FeedFunction): string[] => [
  `Function: ${functionName}`,
  `Log group: ${logGroup.logGroupName}`,
];
