/** One of several, chosen from a list; `say` puts an option into words. */
export function Choice({
  id,
  label,
  value,
  options,
  say,
  choose,
}: {
  id: string;
  label: string;
  value: string;
  options: readonly string[];
  say: (option: string) => string;
  choose: (option: string) => void;
}) {
  return (
    <p className="nhsuk-form-group">
      <label className="nhsuk-label" htmlFor={id}>
        {label}
      </label>
      <select className="nhsuk-select" id={id} value={value} onChange={({ target }) => choose(target.value)}>
        {options.map((option) => (
          <option key={option} value={option}>
            {say(option)}
          </option>
        ))}
      </select>
    </p>
  );
}
