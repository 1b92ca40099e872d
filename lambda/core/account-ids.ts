/** AWS names accounts, roles and resources when it refuses something. Logs may have none of the accounts. */
export const withoutAccountIds = (text: string) => text.replaceAll(/(?<!\d)\d{12}(?!\d)/g, '<account>');
