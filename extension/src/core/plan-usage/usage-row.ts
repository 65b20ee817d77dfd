/** A row of the Usage view. */
export interface UsageRow {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Name of a codicon. */
  readonly icon: string;
  readonly tooltip: string;
  /** Read aloud instead of label and description. */
  readonly spoken: string;
}

export function usageRow(id: string, icon: string, label: string, more: Partial<UsageRow> = {}): UsageRow {
  const { description = '' } = more;
  const said = [label, description].filter(Boolean).join(', ');
  return { id, icon, label, description, tooltip: said, spoken: said, ...more };
}
