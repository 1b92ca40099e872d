/** AWS names accounts, roles and resources when it refuses something. Logs must not hold account ids. */
export const withoutAccountIds = (text: string) => text.replaceAll(/(?<!\d)\d{12}(?!\d)/g, '<account>');
