import { Component, type ReactNode } from 'react';

/** Catches a page that fails, so that the rest stays: most often its code could not be fetched. */
export class Broken extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <div className="nhsuk-error-summary" role="alert">
        <h1 className="nhsuk-error-summary__title">This page cannot be shown.</h1>
        <div className="nhsuk-error-summary__body">
          <p>Load it again. If it stays like this, tell whoever runs the hub.</p>
          <button type="button" className="nhsuk-button" onClick={() => location.reload()}>
            Load again
          </button>
        </div>
      </div>
    );
  }
}
