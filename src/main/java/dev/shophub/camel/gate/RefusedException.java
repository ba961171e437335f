package dev.shophub.camel.gate;

/** A file that cannot run: nothing of it is tried, the old routes run on. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    RefusedException(Finding finding) {
        super(finding.sentence());
        this.finding = finding;
    }

    RefusedException(String file, int line, String what, String fix) {
        this(new Finding(file, line, what, fix));
    }

    /** The same in words of ours: {@link Finding#known}. */
    RefusedException known(String code, Object... values) {
        return new RefusedException(finding.known(code, values));
    }

    Finding finding() {
        return finding;
    }
}
