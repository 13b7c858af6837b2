package io.fastervox.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a test in which the program comes to an error: for each {@link ErrorCode} there is at least one, see {@link
 * ErrorCodesTest}. Tests of the whole program say it with {@code @pytest.mark.reaches("FV301")}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Reaches {
    ErrorCode[] value();
}
